import { type ConversationRefRow, REF_COLUMNS, toConversationRef } from '../conversations/conversation-rows.js';
import type { MessageRow } from '../shape/message-rows.js';
import type { Shown } from '../shape/message-shape.js';
import type { MailDto } from './dto/mail.dto.js';

/** A message beside the conversation it stands in. */
export interface MailRow extends MessageRow, ConversationRefRow {
  isRead: boolean;
}

/** The columns of ConversationRefRow and `isRead`; needs `c`, `m` and `x`. */
export const MAIL_COLUMNS = `
  ${REF_COLUMNS},
  (x.sender_id = m.user_id or x.seq <= greatest(m.last_read_seq, m.cleared_through_seq)) as "isRead"`;

export function toMail(row: MailRow, shown: Shown): MailDto {
  return { ...shown.message(row), conversation: toConversationRef(row, shown.cards), isRead: row.isRead };
}
