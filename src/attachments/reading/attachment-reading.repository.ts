import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { TRASH_DAYS } from '../../messages/message-limits.js';
import { FIRST_VISIBLE_SEQ } from '../../messages/shape/message-rows.js';
import type { AttachmentKind } from '../attachment.entity.js';
import { ATTACHMENT_COLUMNS, type AttachmentRow } from '../attachments.repository.js';

/** What a file is served with. */
export interface ReadableRow extends AttachmentRow {
  sha256: Buffer;
}

export interface GalleryRow extends AttachmentRow {
  seq: number;
  place: number;
  senderId: string;
  createdAt: Date;
}

/**
 * A message `x` that shows its files to its reader `m`: it is there, and it is not hidden by a block. What somebody
 * deleted for themselves is still shown in their trash, for as long as that keeps it.
 */
const SHOWS_ITS_FILES = `x.deleted_at is null and x.seq >= ${FIRST_VISIBLE_SEQ}
  and not exists (select 1 from message_hides h
    where h.user_id = m.user_id and h.conversation_id = x.conversation_id and h.seq = x.seq
      and (h.reason <> 'mine' or h.hidden_at < clock_timestamp() - make_interval(days => ${TRASH_DAYS})) offset 0)`;

/** Finds files for whoever may read them at that moment. */
@Injectable()
export class AttachmentReadingRepository {
  constructor(private readonly database: Database) {}

  /** Mine that is not sent yet, or that of a message that I may read; undefined otherwise. */
  async find(id: string, userId: string): Promise<ReadableRow | undefined> {
    return this.database.row<ReadableRow>(
      {
        name: 'attachments.readable',
        text: `select ${ATTACHMENT_COLUMNS}, f.sha256 from attachments a join files f on f.id = a.file_id
          where a.id = $1 and case when a.conversation_id is null then a.owner_id = $2 else exists (
            select 1 from conversation_members m
            join messages x on x.conversation_id = m.conversation_id and x.seq = a.seq
            where m.conversation_id = a.conversation_id and m.user_id = $2 and ${SHOWS_ITS_FILES}) end`,
      },
      [id, userId],
    );
  }

  /** The files of one kind in a conversation as this person sees it, newest first, after a place. */
  async gallery(
    conversationId: string,
    userId: string,
    kind: AttachmentKind,
    after: { readonly seq: number; readonly place: number },
    limit: number,
  ): Promise<GalleryRow[]> {
    return this.database.rows<GalleryRow>(
      {
        name: 'attachments.gallery',
        text: `select ${ATTACHMENT_COLUMNS}, a.seq, a.place, x.sender_id as "senderId", x.created_at as "createdAt"
          from conversation_members m
          join attachments a on a.conversation_id = m.conversation_id and a.kind = $3
          join files f on f.id = a.file_id
          join messages x on x.conversation_id = a.conversation_id and x.seq = a.seq
          where m.conversation_id = $1 and m.user_id = $2 and ${SHOWS_ITS_FILES}
            and not exists (select 1 from message_hides h
              where h.user_id = m.user_id and h.conversation_id = x.conversation_id and h.seq = x.seq offset 0)
            and a.seq <= $4 and (a.seq < $4 or a.place > $5)
          order by a.seq desc, a.place limit $6`,
      },
      [conversationId, userId, kind, after.seq, after.place, limit],
    );
  }
}
