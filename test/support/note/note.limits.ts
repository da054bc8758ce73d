import { defineLimit } from '../../../src/core/limits.js';

export const MAX_NOTE_LENGTH = defineLimit('noteLength', 50, 'The text of a note.');
