import { Injectable } from '@nestjs/common';
import { brokenConstraint } from '../core/database/broken-constraint.js';
import { Database, type PreparedStatement } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { FIRST_VISIBLE_SEQ } from '../messages/shape/message-rows.js';
import {
  type DraftRemover,
  type DraftWriter,
  FIRST_VERSION,
  IS_IN_ORDER,
  isMeant,
  mergedFiles,
  NEXT_VERSION,
} from './draft-writing.js';

export interface DraftRow {
  body: string;
  subject: string | null;
  replyToSeq: number | null;
  attachmentIds: string[];
  version: number;
  updatedAt: Date;
  gone: boolean;
}

/** What a write did: `isNews` is false when nothing that anybody sees has changed. */
export interface DraftChangeRow {
  version: number;
  isNews: boolean;
}

/** What somebody wrote so far. */
export type DraftContent = Pick<DraftRow, 'body' | 'subject' | 'replyToSeq' | 'attachmentIds'> & {
  /** As `mergedFiles` takes them. */
  readonly knownIds: readonly string[] | null;
};

/** `m` is their membership, `$5` the message that is answered, if any: a send judges it in the same way. */
const ANSWERS_WHAT_IS_THERE = `($5::bigint is null or exists (
  select 1 from conversations c where c.id = m.conversation_id and $5 between ${FIRST_VISIBLE_SEQ} and c.last_seq))`;

const COLUMNS = `d.body, d.subject, d.reply_to_seq as "replyToSeq", d.attachment_ids as "attachmentIds", d.version, d.updated_at as "updatedAt", d.gone`;

/** What people began to write in their conversations, one in each at most. */
@Injectable()
export class DraftsRepository {
  constructor(private readonly database: Database) {}

  /** Keeps a draft in place of the one before; undefined when nothing was kept: not theirs, overtaken, or it answers nothing that is there. */
  async save(
    userId: string,
    conversationId: string,
    { body, subject, replyToSeq, attachmentIds, knownIds }: DraftContent,
    { sessionId, order }: DraftWriter,
    tx?: Tx,
  ): Promise<DraftRow | undefined> {
    return this.write<DraftRow>(
      {
        name: 'drafts.save',
        text: `insert into drafts as d
            (user_id, conversation_id, body, subject, reply_to_seq, attachment_ids, version, updated_at, gone, writer,
             writer_order)
          select m.user_id, m.conversation_id, $3, $4, $5, $8, ${FIRST_VERSION}, clock_timestamp(), false, $6, $7
          from conversation_members m
          where m.conversation_id = $2 and m.user_id = $1 and ${ANSWERS_WHAT_IS_THERE}
          on conflict on constraint drafts_pkey do update
          set body = excluded.body, subject = excluded.subject, reply_to_seq = excluded.reply_to_seq,
            attachment_ids = ${mergedFiles('$9')}, gone = false, version = ${NEXT_VERSION},
            updated_at = excluded.updated_at,
            writer = excluded.writer, writer_order = excluded.writer_order
          where ${IS_IN_ORDER}
          returning ${COLUMNS}`,
      },
      [userId, conversationId, body, subject, replyToSeq, sessionId, order, attachmentIds, knownIds],
      tx,
    );
  }

  /** Empties a draft; undefined when it is not their conversation, the removal is overtaken, or another session wrote since. */
  async remove(
    userId: string,
    conversationId: string,
    { sessionId, order, version }: DraftRemover,
  ): Promise<DraftChangeRow | undefined> {
    return this.write<DraftChangeRow>(
      {
        name: 'drafts.remove',
        text: `insert into drafts as d
            (user_id, conversation_id, body, subject, reply_to_seq, version, updated_at, gone, writer, writer_order)
          select m.user_id, m.conversation_id, '', null, null, ${FIRST_VERSION}, clock_timestamp(), true, $3, $4
          from conversation_members m where m.conversation_id = $2 and m.user_id = $1
          on conflict on constraint drafts_pkey do update
          set body = '', subject = null, reply_to_seq = null, attachment_ids = '{}', gone = true,
            version = ${NEXT_VERSION}, updated_at = excluded.updated_at, writer = excluded.writer, writer_order = excluded.writer_order
          where ${IS_IN_ORDER} and ${isMeant('$5')}
          returning d.version,
            coalesce((select not o.gone from drafts o where o.user_id = $1 and o.conversation_id = $2), false) as "isNews"`,
      },
      [userId, conversationId, sessionId, order, version],
    );
  }

  /** The draft as it is, gone or not; undefined when there never was one. */
  async find(userId: string, conversationId: string): Promise<DraftRow | undefined> {
    return this.database.row<DraftRow>(
      {
        name: 'drafts.find',
        text: `select ${COLUMNS} from drafts d where d.user_id = $1 and d.conversation_id = $2`,
      },
      [userId, conversationId],
    );
  }

  private async write<Row extends object>(
    statement: PreparedStatement,
    values: readonly unknown[],
    tx?: Tx,
  ): Promise<Row | undefined> {
    try {
      if (tx) return (await tx.manager.query<Row[]>(statement.text, [...values]))[0];
      return await this.database.row<Row>(statement, values);
    } catch (error) {
      // They were removed while this waited; locking their membership would cost a write of each draft that is kept.
      if (brokenConstraint(error) === 'drafts_conversation_id_user_id_fkey') return undefined;
      throw error;
    }
  }
}
