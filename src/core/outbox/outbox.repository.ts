import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/unit-of-work.js';
import type { ConversationMove } from './outbox.js';

interface Row {
  snapshot: string;
  id: string | null;
  conversationIds: string[];
  firstRevs: number[];
  lastRevs: number[];
  membersRevs: number[];
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
      moves: rows.flatMap(({ id, ...row }) => (id === null ? [] : movesOf(row))),
    };
  }

  async deleteOld(): Promise<void> {
    await this.database.rows({
      name: 'outbox_delete_old',
      text: `delete from outbox where at < now() - interval '1 hour'`,
    });
  }
}

function movesOf(row: Omit<Row, 'id' | 'snapshot'>): ConversationMove[] {
  return row.conversationIds.map((conversationId, n) => ({
    conversationId,
    firstRev: row.firstRevs[n] ?? 0,
    lastRev: row.lastRevs[n] ?? 0,
    membersRev: row.membersRevs[n] ?? 0,
  }));
}
