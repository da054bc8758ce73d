import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import { type DraftWriter, FIRST_VERSION, IS_IN_ORDER, NEXT_VERSION } from './draft-writing.js';
import type { DraftChangeRow } from './drafts.repository.js';

/** How many new messages one person can have begun. */
export const MAX_COMPOSE_DRAFTS = 100;

/** Thrown away ones that are remembered, so that a late save does not bring them back: more than a day of writing. */
const MAX_REMEMBERED = 200;

export interface ComposeDraftRow {
  id: string;
  toIds: string[];
  separate: boolean;
  body: string;
  subject: string | null;
  version: number;
  updatedAt: Date;
  gone: boolean;
}

const COLUMNS = `d.id, d.to_ids as "toIds", d.separate, d.body, d.subject, d.version, d.updated_at as "updatedAt",
  d.gone`;

/** New messages that people began. */
@Injectable()
export class ComposeDraftsRepository {
  constructor(private readonly database: Database) {}

  /** Keeps one in place of what it was; undefined when nothing was kept: it is one too many, or overtaken. */
  async save(
    userId: string,
    draft: Pick<ComposeDraftRow, 'id' | 'toIds' | 'separate' | 'body' | 'subject'>,
    { sessionId, order }: DraftWriter,
  ): Promise<ComposeDraftRow | undefined> {
    return this.database.row<ComposeDraftRow>(
      {
        name: 'compose_drafts.save',
        text: `insert into compose_drafts as d
            (user_id, id, to_ids, separate, body, subject, version, updated_at, gone, writer, writer_order)
          select $1, $2, $3, $4, $5, $6, ${FIRST_VERSION}, clock_timestamp(), false, $7, $8
          where exists (select 1 from compose_drafts o where o.user_id = $1 and o.id = $2)
            or (select count(*) from compose_drafts o where o.user_id = $1 and not o.gone) < ${MAX_COMPOSE_DRAFTS}
          on conflict on constraint compose_drafts_pkey do update
          set to_ids = excluded.to_ids, separate = excluded.separate, body = excluded.body, subject = excluded.subject,
            gone = false, version = ${NEXT_VERSION}, updated_at = excluded.updated_at,
            writer = excluded.writer, writer_order = excluded.writer_order
          where ${IS_IN_ORDER}
          returning ${COLUMNS}`,
      },
      [userId, draft.id, draft.toIds, draft.separate, draft.body, draft.subject, sessionId, order],
    );
  }

  /** Empties one; undefined when there was none, or the removal is overtaken. Forgets what was emptied a day ago, or long before others. */
  async remove(userId: string, id: string, { sessionId, order }: DraftWriter): Promise<DraftChangeRow | undefined> {
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
          set to_ids = '{}', separate = false, body = '', subject = null, gone = true, version = ${NEXT_VERSION},
            updated_at = excluded.updated_at, writer = excluded.writer, writer_order = excluded.writer_order
          where ${IS_IN_ORDER}
          returning d.version,
            coalesce((select not o.gone from compose_drafts o where o.user_id = $1 and o.id = $2), false) as "isNews"`,
      },
      [userId, id, sessionId, order],
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
