import { type ConversationRefRow, REF_COLUMNS, toConversationRef } from '../conversations/conversation-rows.js';
import { type MessageRow, peopleIn, toMessage } from '../shape/message-rows.js';
import type { UserCard } from '../../users/user-card.js';
import type { MailDto } from './dto/mail.dto.js';

/** A message beside the conversation it stands in. */
export interface MailRow extends MessageRow, ConversationRefRow {
  isRead: boolean;
}

/** The columns of ConversationRefRow and `isRead`; needs `c`, `m` and `x`. */
export const MAIL_COLUMNS = `
  ${REF_COLUMNS},
  (x.sender_id = m.user_id or x.seq <= greatest(m.last_read_seq, m.cleared_through_seq)) as "isRead"`;

export function toMail(row: MailRow, cards: ReadonlyMap<string, UserCard>): MailDto {
  return { ...toMessage(row, cards), conversation: toConversationRef(row, cards), isRead: row.isRead };
}

/** Whose names a page of mail needs. */
export function peopleInMail(rows: readonly MailRow[]): string[] {
  return [...peopleIn(rows), ...rows.flatMap((row) => row.otherId ?? [])];
}
