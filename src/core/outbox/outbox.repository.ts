import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/unit-of-work.js';
import type { ConversationMove } from './outbox.js';

/** Rows become visible at commit, up to this long after the time they carry. */
const OVERLAP_SECONDS = 5;

interface Row {
  readAt: string;
  id: string | null;
  conversationIds: string[];
  firstRevs: number[];
  lastRevs: number[];
  membersRevs: number[];
}

const FROM_OTHERS = {
  name: 'outbox_from_others',
  text: `select statement_timestamp()::text as "readAt", o.id, o.conversation_ids as "conversationIds",
      o.first_revs as "firstRevs", o.last_revs as "lastRevs", o.members_revs as "membersRevs"
    from (select) as always
    left join outbox o on o.node_id <> $1
      and o.at > coalesce($2::timestamptz, statement_timestamp()) - interval '${OVERLAP_SECONDS} seconds'
    order by o.at, o.id`,
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

  async fromOthers(nodeId: string, readAt: string | undefined) {
    const rows = await this.database.rows<Row>(FROM_OTHERS, [nodeId, readAt ?? null]);
    return {
      readAt: rows[0]?.readAt ?? readAt ?? '',
      rows: rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ id, moves: movesOf(row) }])),
    };
  }

  async deleteOld(): Promise<void> {
    await this.database.rows({
      name: 'outbox_delete_old',
      text: `delete from outbox where at < now() - interval '1 hour'`,
    });
  }
}

function movesOf(row: Omit<Row, 'id'>): ConversationMove[] {
  return row.conversationIds.map((conversationId, n) => ({
    conversationId,
    firstRev: row.firstRevs[n] ?? 0,
    lastRev: row.lastRevs[n] ?? 0,
    membersRev: row.membersRevs[n] ?? 0,
  }));
}
