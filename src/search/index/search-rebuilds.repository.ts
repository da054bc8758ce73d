import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';

/** Through which message of which conversation the index was made anew; without one, nothing was yet. */
export interface RebuildPlace {
  readonly conversationId: string | null;
  readonly seq: number;
}

interface Counts {
  readonly done: number;
  readonly total: number;
}

const COUNTS = 'done, total';

/** The table search_rebuilds. */
@Injectable()
export class SearchRebuildsRepository {
  constructor(private readonly database: Database) {}

  /** Until the connection ends; false when another one has it. */
  async lock(): Promise<boolean> {
    const { rows } = await this.database.query(
      `select pg_try_advisory_lock(hashtextextended('search_rebuilds', 0)) as locked`,
    );
    return (rows as { locked: boolean }[])[0]?.locked ?? false;
  }

  /** Goes on with the one that was not finished, or begins another. */
  async begin(tx: Tx): Promise<void> {
    await tx.manager.query(
      `insert into search_rebuilds as r (id, started_at, total)
       select 1, now(), coalesce(sum(last_seq), 0) from search_tails
       on conflict (id) do update set started_at = excluded.started_at, finished_at = null, conversation_id = null, seq = 0,
         done = 0, total = excluded.total
         where r.finished_at is not null`,
    );
  }

  async place(tx: Tx): Promise<RebuildPlace> {
    const [row] = await tx.manager.query<RebuildPlace[]>(
      `select conversation_id as "conversationId", seq from search_rebuilds`,
    );
    return row ?? { conversationId: null, seq: 0 };
  }

  /** The next one that is indexed, in the order of their ids. */
  async conversationAfter(tx: Tx, conversationId: string | undefined): Promise<string | undefined> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `select conversation_id as id from search_tails
       where $1::uuid is null or conversation_id > $1 order by conversation_id limit 1`,
      [conversationId ?? null],
    );
    return row?.id;
  }

  async advance(tx: Tx, { conversationId, seq }: RebuildPlace, messages: number): Promise<Counts> {
    const [rows] = await tx.manager.query<[Counts[], number]>(
      `update search_rebuilds set conversation_id = $1, seq = $2, done = done + $3, total = greatest(total, done + $3)
       returning ${COUNTS}`,
      [conversationId, seq, messages],
    );
    return rows[0] ?? { done: 0, total: 0 };
  }

  async finish(tx: Tx): Promise<Counts> {
    const [rows] = await tx.manager.query<[Counts[], number]>(
      `update search_rebuilds set finished_at = now() returning ${COUNTS}`,
    );
    return rows[0] ?? { done: 0, total: 0 };
  }
}
