import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/unit-of-work.js';
import { type MovesRow, movesOf } from './moves-row.js';
import type { ConversationMove } from './outbox.js';

/** Where a consumer stands. */
export interface Cursor {
  readonly done: string;
  readonly target: string | null;
  readonly placeTx: number | null;
  readonly placeId: string | null;
}

/** What is next for a consumer, and where it stands after that. */
export interface Reading {
  readonly moves: ConversationMove[];
  readonly next: Cursor;
  /** There is no more for now. */
  readonly isThrough: boolean;
}

interface Row extends MovesRow {
  snapshot: string;
  id: string | null;
  tx: number;
}

const COLUMNS = `done, target, place_tx as "placeTx", place_id as "placeId"`;

/** A consumer that no node has had for so long is not waited for. */
const FORGOTTEN_AFTER = `interval '7 days'`;

/** The outbox_cursors table, and the outbox as a consumer reads it. */
@Injectable()
export class OutboxCursorsRepository {
  constructor(private readonly database: Database) {}

  /** Makes the cursor of a consumer, which begins now; false when there was one. */
  async make(tx: Tx, name: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `insert into outbox_cursors (name, done, seen_at) values ($1, pg_current_snapshot()::text, now())
       on conflict do nothing returning name`,
      [name],
    );
    return rows.length > 0;
  }

  /** Locks a cursor until the transaction ends; undefined when another node has it, or it rests after a failure. */
  async take(tx: Tx, name: string): Promise<Cursor | undefined> {
    const [cursor] = await tx.manager.query<Cursor[]>(
      `select ${COLUMNS} from outbox_cursors
       where name = $1 and (retry_at is null or retry_at <= now()) for update skip locked`,
      [name],
    );
    return cursor;
  }

  /** At most `limit` rows from a cursor on. */
  async read(tx: Tx, cursor: Cursor, limit: number): Promise<Reading> {
    const rows = await tx.manager.query<Row[]>(
      `select pg_current_snapshot()::text as snapshot, o.id, o.tx, o.conversation_ids as "conversationIds",
         o.first_revs as "firstRevs", o.last_revs as "lastRevs", o.members_revs as "membersRevs"
       from (select) as always
       left join outbox o on o.tx >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
         and not pg_visible_in_snapshot(o.tx::text::xid8, $1::pg_snapshot)
         and ($2::pg_snapshot is null
           or pg_visible_in_snapshot(o.tx::text::xid8, $2::pg_snapshot) and (o.tx, o.id) > ($3::bigint, $4::uuid))
       order by o.tx, o.id limit $5`,
      [cursor.done, cursor.target, cursor.placeTx, cursor.placeId, limit + 1],
    );
    const found = rows.filter(({ id }) => id !== null);
    const taken = found.slice(0, limit);
    const last = taken.at(-1);
    const target = cursor.target ?? rows[0]?.snapshot ?? cursor.done;
    const isThrough = found.length <= limit;
    const next =
      isThrough || !last
        ? { done: target, target: null, placeTx: null, placeId: null }
        : { done: cursor.done, target, placeTx: last.tx, placeId: last.id };
    return { moves: taken.flatMap(movesOf), next, isThrough };
  }

  async advance(tx: Tx, name: string, { done, target, placeTx, placeId }: Cursor): Promise<void> {
    await tx.manager.query(
      `update outbox_cursors
       set done = $2, target = $3, place_tx = $4, place_id = $5, failures = 0, retry_at = null, seen_at = now()
       where name = $1`,
      [name, done, target, placeTx, placeId],
    );
  }

  /** For how many seconds the oldest row that some consumer has not done has been there. */
  async lagSeconds(): Promise<number> {
    const row = await this.database.row<{ lag: number }>({
      name: 'outbox_cursors_lag',
      text: `select coalesce(extract(epoch from now() - min(o.at)), 0)::int as lag
        from outbox_cursors k join outbox o on o.tx >= pg_snapshot_xmin(k.done::pg_snapshot)::text::bigint
          and not pg_visible_in_snapshot(o.tx::text::xid8, k.done::pg_snapshot)`,
    });
    return Math.max(0, row?.lag ?? 0);
  }

  /** The same of one consumer; 0 before it has begun. */
  async lagSecondsOf(name: string): Promise<number> {
    const row = await this.database.row<{ lag: number }>(
      {
        name: 'outbox_cursor_lag',
        text: `select coalesce(extract(epoch from now() - min(o.at)), 0)::int as lag
          from outbox_cursors k join outbox o on o.tx >= pg_snapshot_xmin(k.done::pg_snapshot)::text::bigint
            and not pg_visible_in_snapshot(o.tx::text::xid8, k.done::pg_snapshot)
          where k.name = $1`,
      },
      [name],
    );
    return Math.max(0, row?.lag ?? 0);
  }

  /** It failed: it rests twice as long each time, up to five minutes. */
  async rest(name: string): Promise<void> {
    await this.database.rows(
      {
        name: 'outbox_cursor_rest',
        text: `update outbox_cursors
          set failures = failures + 1, seen_at = now(), retry_at = now() + least(interval '5 minutes', interval '1 second' * 2 ^ least(failures, 20))
          where name = $1`,
      },
      [name],
    );
  }

  async forgetUnused(): Promise<void> {
    await this.database.rows({
      name: 'outbox_cursors_forget',
      text: `delete from outbox_cursors where seen_at < now() - ${FORGOTTEN_AFTER}`,
    });
  }
}
