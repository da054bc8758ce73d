import { defineMessagePart } from '../../../src/messages/shape/message-parts.js';

/** The notes on a message, as everybody sees them. */
export const NOTE_PART = defineMessagePart<readonly string[]>(
  { field: 'notes', bit: 2 ** 30 },
  { type: [String], description: 'What people put on it.' },
);
