import { Injectable } from '@nestjs/common';
import { type ConversationRefRow, REF_COLUMNS } from '../messages/conversations/conversation-rows.js';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { ComposeDraftRow } from './compose-drafts.repository.js';
import type { DraftRow } from './drafts.repository.js';

/** A group that a new message is for. */
export interface RecipientGroup {
  readonly id: string;
  readonly subject: string | null;
  readonly pictureId: string | null;
}

/** A draft of either kind: without `conversationId` it is a new message. */
export type ListedDraftRow = Omit<DraftRow, 'gone'> &
  Pick<ComposeDraftRow, 'id' | 'toIds' | 'separate'> &
  Omit<ConversationRefRow, 'conversationId'> & { conversationId: string | null };

/** Where the next page of drafts begins. */
export interface DraftPosition {
  readonly at: string;
  readonly id: string;
}

const SHARED = `d.body, d.subject, d.attachment_ids as "attachmentIds", d.version, d.updated_at as "updatedAt"`;
const IS_AFTER = (id: string) => `($3::timestamptz is null or (d.updated_at, ${id}) < ($3, $4::uuid))`;

/** All that somebody began to write, of both kinds. */
@Injectable()
export class DraftListRepository {
  constructor(private readonly database: Database) {}

  /** Most recently changed first, `limit` of them. */
  async page(userId: string, limit: number, after: DraftPosition | undefined): Promise<ListedDraftRow[]> {
    return this.database.rows<ListedDraftRow>(
      {
        name: 'drafts.page',
        text: `(select ${SHARED}, d.conversation_id as id, d.reply_to_seq as "replyToSeq", '{}'::uuid[] as "toIds",
              false as separate, c.id as "conversationId", ${REF_COLUMNS}
            from drafts d
            join conversation_members m on m.conversation_id = d.conversation_id and m.user_id = d.user_id
            join conversations c on c.id = d.conversation_id
            where d.user_id = $1 and not d.gone and ${IS_AFTER('d.conversation_id')}
            order by d.updated_at desc, d.conversation_id desc limit $2)
          union all
          (select ${SHARED}, d.id, null, d.to_ids, d.separate, null, null, null, null, null
            from compose_drafts d
            where d.user_id = $1 and not d.gone and ${IS_AFTER('d.id')}
            order by d.updated_at desc, d.id desc limit $2)
          order by "updatedAt" desc, id desc limit $2`,
      },
      [userId, limit, after?.at ?? null, after?.id ?? null],
    );
  }

  /** All that somebody began, and that they threw something away. */
  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from drafts where user_id = $1', [userId]);
    await tx.manager.query('delete from compose_drafts where user_id = $1', [userId]);
  }

  /** The groups among these ids that this person is in, as recipients of new messages. */
  async groupsAmong(userId: string, ids: readonly string[]): Promise<RecipientGroup[]> {
    if (ids.length === 0) return [];
    return this.database.rows(
      {
        name: 'drafts.groups_among',
        text: `select c.id, c.subject, c.picture_id as "pictureId" from conversation_members m
          join conversations c on c.id = m.conversation_id
          where m.user_id = $1 and m.conversation_id = any($2::uuid[]) and c.kind = 'group'`,
      },
      [userId, ids],
    );
  }
}
