import { defineMessagePart } from '../messages/shape/message-parts.js';
import type { ReactionDto } from '../messages/shape/message.dto.js';

/** How many people reacted with what, and whether the reader did. */
export const REACTIONS_PART = defineMessagePart<ReactionDto[]>({ field: 'reactions', bit: 1 });
