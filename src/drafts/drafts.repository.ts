import { Injectable } from '@nestjs/common';
import { type ConversationRefRow, REF_COLUMNS } from '../conversations/conversation-rows.js';
import { Database } from '../core/database/database.js';

export interface DraftRow {
  body: string;
  subject: string | null;
  replyToSeq: number | null;
  version: number;
  updatedAt: Date;
}

export type ListedDraftRow = DraftRow & ConversationRefRow;

/** Where the next page of drafts begins. */
export interface DraftPosition {
  readonly at: string;
  readonly conversationId: string;
}

/**
 * Versions are milliseconds since 1970, or one more than before where the clock stands still or went back: they rise
 * for ever, also past a deletion, which leaves no row to count in.
 */
const NEXT_VERSION = `greatest(floor(extract(epoch from clock_timestamp()) * 1000)::bigint, d.version + 1)`;

const COLUMNS = `d.body, d.subject, d.reply_to_seq as "replyToSeq", d.version, d.updated_at as "updatedAt"`;

/** What people began to write, one in each conversation at most. */
@Injectable()
export class DraftsRepository {
  constructor(private readonly database: Database) {}

  /** Keeps a draft in place of the one before; undefined when it is not this person's conversation. */
  async save(
    userId: string,
    conversationId: string,
    draft: { body: string; subject: string | null; replyToSeq: number | null },
  ): Promise<DraftRow | undefined> {
    return this.database.row<DraftRow>(
      {
        name: 'drafts.save',
        text: `insert into drafts as d (user_id, conversation_id, body, subject, reply_to_seq, version, updated_at)
          select m.user_id, m.conversation_id, $3, $4, $5,
            floor(extract(epoch from clock_timestamp()) * 1000)::bigint, clock_timestamp()
          from conversation_members m where m.conversation_id = $2 and m.user_id = $1
          on conflict on constraint drafts_pkey do update
          set body = excluded.body, subject = excluded.subject, reply_to_seq = excluded.reply_to_seq,
            version = ${NEXT_VERSION}, updated_at = excluded.updated_at
          returning ${COLUMNS}`,
      },
      [userId, conversationId, draft.body, draft.subject, draft.replyToSeq],
    );
  }

  /** Throws a draft away and returns the version of that; undefined when there is none. */
  async remove(userId: string, conversationId: string): Promise<number | undefined> {
    const row = await this.database.row<{ version: number }>(
      {
        name: 'drafts.remove',
        text: `delete from drafts d where d.user_id = $1 and d.conversation_id = $2 returning ${NEXT_VERSION} as version`,
      },
      [userId, conversationId],
    );
    return row?.version;
  }

  async find(userId: string, conversationId: string): Promise<DraftRow | undefined> {
    return this.database.row<DraftRow>(
      { name: 'drafts.find', text: `select ${COLUMNS} from drafts d where d.user_id = $1 and d.conversation_id = $2` },
      [userId, conversationId],
    );
  }

  /** Most recently changed first, `limit` of them. */
  async page(userId: string, limit: number, after: DraftPosition | undefined): Promise<ListedDraftRow[]> {
    return this.database.rows<ListedDraftRow>(
      {
        name: 'drafts.page',
        text: `select ${COLUMNS}, c.id as "conversationId", ${REF_COLUMNS}
          from drafts d
          join conversation_members m on m.conversation_id = d.conversation_id and m.user_id = d.user_id
          join conversations c on c.id = d.conversation_id
          where d.user_id = $1
            and ($3::timestamptz is null or (d.updated_at, d.conversation_id) < ($3, $4::uuid))
          order by d.updated_at desc, d.conversation_id desc limit $2`,
      },
      [userId, limit, after?.at ?? null, after?.conversationId ?? null],
    );
  }
}
