import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/unit-of-work.js';
import { type MovesRow, movesOf } from './moves-row.js';
import type { ConversationMove } from './outbox.js';

interface Row extends MovesRow {
  snapshot: string;
  id: string | null;
}

const SINCE = {
  name: 'outbox_since',
  text: `select pg_current_snapshot()::text as snapshot, o.id, o.conversation_ids as "conversationIds",
      o.first_revs as "firstRevs", o.last_revs as "lastRevs", o.members_revs as "membersRevs"
    from (select) as always
    left join outbox o on o.tx >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
      and not pg_visible_in_snapshot(o.tx::text::xid8, $1::pg_snapshot)
    order by o.tx`,
};

/** The outbox table. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, id: string, nodeId: string, move: ConversationMove): Promise<void> {
    await tx.manager.query(
      `insert into outbox (id, node_id, at, conversation_ids, first_revs, last_revs, members_revs)
       values ($1, $2, clock_timestamp(), array[$3::uuid], array[$4::bigint], array[$5::bigint], array[$6::bigint])`,
      [id, nodeId, move.conversationId, move.firstRev, move.lastRev, move.membersRev],
    );
  }

  async since(snapshot: string | undefined) {
    const rows = await this.database.rows<Row>(SINCE, [snapshot ?? null]);
    return {
      snapshot: rows[0]?.snapshot ?? '',
      moves: rows.flatMap((row) => (row.id === null ? [] : movesOf(row))),
    };
  }

  /** Those of more than an hour ago that every consumer has done. */
  async deleteOld(): Promise<void> {
    await this.database.rows({
      name: 'outbox_delete_old',
      text: `delete from outbox o where o.at < now() - interval '1 hour' and not exists (
          select 1 from outbox_cursors k where not pg_visible_in_snapshot(o.tx::text::xid8, k.done::pg_snapshot))`,
    });
  }
}
