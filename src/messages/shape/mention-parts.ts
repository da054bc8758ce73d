import { defineMessagePart } from './message-parts.js';
import type { MentionDto } from './message.dto.js';

/** Whom a message mentions by name, and whether it mentions everyone. The statements that write messages set the bits. */
export const MENTIONS_PART = defineMessagePart<MentionDto[]>({ field: 'mentions', bit: 2 ** 8 });
export const EVERYONE_PART = defineMessagePart<true>({ field: 'mentionsEveryone', bit: 2 ** 9 });
