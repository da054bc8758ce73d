import type { AttachmentDto } from './message.dto.js';
import { defineMessagePart } from './message-parts.js';

/** The files of a message. Declared here and not by its feature, because the statement that sends claims them. */
export const ATTACHMENTS_PART = defineMessagePart<AttachmentDto[]>({ field: 'attachments', bit: 4 });
