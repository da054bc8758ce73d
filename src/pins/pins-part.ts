import { defineMessagePart } from '../messages/shape/message-parts.js';
import type { PinnedDto } from '../messages/shape/message.dto.js';

/** Who pinned it, and when. */
export const PINNED_PART = defineMessagePart<PinnedDto>({ field: 'pinned', bit: 16 });
