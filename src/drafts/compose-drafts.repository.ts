import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import {
  type DraftRemover,
  type DraftWriter,
  FIRST_VERSION,
  IS_IN_ORDER,
  isMeant,
  mergedFiles,
  NEXT_VERSION,
} from './draft-writing.js';
import type { DraftChangeRow } from './drafts.repository.js';

/** Thrown away ones that are remembered, so that a late save does not bring them back: more than a day of writing. */
const MAX_REMEMBERED = 200;

export interface ComposeDraftRow {
  id: string;
  toIds: string[];
  separate: boolean;
  body: string;
  subject: string | null;
  attachmentIds: string[];
  version: number;
  updatedAt: Date;
  gone: boolean;
}

/** What somebody wrote so far. */
export type ComposeDraftText = Pick<
  ComposeDraftRow,
  'id' | 'toIds' | 'separate' | 'body' | 'subject' | 'attachmentIds'
> & {
  /** As `mergedFiles` takes them. */
  readonly knownIds: readonly string[] | null;
};

const COLUMNS = `d.id, d.to_ids as "toIds", d.separate, d.body, d.subject, d.attachment_ids as "attachmentIds",
  d.version, d.updated_at as "updatedAt", d.gone`;

/** As it is written anew; `excluded` are the values of the save, and $10 the files that it knew. */
const SET_AGAIN = `set to_ids = excluded.to_ids, separate = excluded.separate, body = excluded.body,
  subject = excluded.subject, attachment_ids = ${mergedFiles('$10')}, gone = false, version = ${NEXT_VERSION}, updated_at = clock_timestamp(),
  writer = excluded.writer, writer_order = excluded.writer_order`;

const SAVE_AGAIN = {
  name: 'compose_drafts.save_again',
  text: `update compose_drafts d ${SET_AGAIN}
    from (values ($3::uuid[], $4::boolean, $5::text, $6::text, $7::uuid, $8::bigint, $9::uuid[]))
      excluded (to_ids, separate, body, subject, writer, writer_order, attachment_ids)
    where d.user_id = $1 and d.id = $2 and not d.gone and ${IS_IN_ORDER}
    returning ${COLUMNS}`,
};

/** New messages that people began. */
@Injectable()
export class ComposeDraftsRepository {
  constructor(private readonly database: Database) {}

  /** Keeps one that is there in place of what it was; undefined when nothing was kept: it is not there, or overtaken. */
  async saveAgain(userId: string, draft: ComposeDraftText, writer: DraftWriter): Promise<ComposeDraftRow | undefined> {
    return this.database.row<ComposeDraftRow>(SAVE_AGAIN, valuesOf(userId, draft, writer));
  }

  /**
   * Makes those who begin new messages of one person wait for each other, so that each counts what the one before kept.
   * Nothing else is locked before it, and nothing that holds a draft waits for it.
   */
  async lockBeginning(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 2))`, [`compose_drafts ${userId}`]);
  }

  /** Keeps one, also when there was none, or it was thrown away; undefined when it is overtaken, and locked then. */
  async begin(
    tx: Tx,
    userId: string,
    draft: ComposeDraftText,
    writer: DraftWriter,
  ): Promise<ComposeDraftRow | undefined> {
    const [row] = await tx.manager.query<ComposeDraftRow[]>(
      `insert into compose_drafts as d
         (user_id, id, to_ids, separate, body, subject, version, updated_at, gone, writer, writer_order, attachment_ids)
       values ($1, $2, $3, $4, $5, $6, ${FIRST_VERSION}, clock_timestamp(), false, $7, $8, $9)
       on conflict on constraint compose_drafts_pkey do update ${SET_AGAIN} where ${IS_IN_ORDER}
       returning ${COLUMNS}`,
      valuesOf(userId, draft, writer),
    );
    return row;
  }

  /** One that is locked, gone or not. */
  async get(tx: Tx, userId: string, id: string): Promise<ComposeDraftRow> {
    const text = `select ${COLUMNS} from compose_drafts d where d.user_id = $1 and d.id = $2`;
    const [row] = await tx.manager.query<ComposeDraftRow[]>(text, [userId, id]);
    if (!row) throw new Error('What is locked is there.');
    return row;
  }

  /** How many there are. */
  async count(tx: Tx, userId: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'select count(*) from compose_drafts where user_id = $1 and not gone',
      [userId],
    );
    return row?.count ?? 0;
  }

  /** Empties one; undefined when there was none, the removal is overtaken, or another session wrote since. Forgets what was emptied a day ago, or long before others. */
  async remove(
    userId: string,
    id: string,
    { sessionId, order, version }: DraftRemover,
  ): Promise<DraftChangeRow | undefined> {
    return this.database.row<DraftChangeRow>(
      {
        name: 'compose_drafts.remove',
        text: `with forgotten as (
            delete from compose_drafts
            where user_id = $1 and id <> $2 and gone and (
              updated_at < clock_timestamp() - interval '1 day'
              or id in (
                select o.id from compose_drafts o where o.user_id = $1 and o.gone
                order by o.updated_at desc offset ${MAX_REMEMBERED})))
          insert into compose_drafts as d
            (user_id, id, to_ids, separate, body, subject, version, updated_at, gone, writer, writer_order)
          values ($1, $2, '{}', false, '', null, ${FIRST_VERSION}, clock_timestamp(), true, $3, $4)
          on conflict on constraint compose_drafts_pkey do update
          set to_ids = '{}', separate = false, body = '', subject = null, attachment_ids = '{}', gone = true,
            version = ${NEXT_VERSION}, updated_at = excluded.updated_at, writer = excluded.writer, writer_order = excluded.writer_order
          where ${IS_IN_ORDER} and ${isMeant('$5')}
          returning d.version,
            coalesce((select not o.gone from compose_drafts o where o.user_id = $1 and o.id = $2), false) as "isNews"`,
      },
      [userId, id, sessionId, order, version],
    );
  }

  /** One as it is, gone or not; undefined when there never was one. */
  async find(userId: string, id: string): Promise<ComposeDraftRow | undefined> {
    return this.database.row<ComposeDraftRow>(
      {
        name: 'compose_drafts.find',
        text: `select ${COLUMNS} from compose_drafts d where d.user_id = $1 and d.id = $2`,
      },
      [userId, id],
    );
  }
}

function valuesOf(userId: string, draft: ComposeDraftText, { sessionId, order }: DraftWriter): unknown[] {
  return [
    userId,
    draft.id,
    draft.toIds,
    draft.separate,
    draft.body,
    draft.subject,
    sessionId,
    order,
    draft.attachmentIds,
    draft.knownIds,
  ];
}
