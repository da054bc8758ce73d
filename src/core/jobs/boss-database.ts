import type { Db } from 'pg-boss';
import type { Database } from '../database/database.js';
import type { Tx, UnitOfWork } from '../database/unit-of-work.js';

/** The transactions that pg-boss opened for a handler, by what it knows them as. */
const opened = new WeakMap<Db, Tx>();

/** The database for pg-boss: the pool that everything else uses, and no connection more. */
export function bossDatabase(database: Database, work: UnitOfWork): Db {
  return {
    executeSql: (text, values) => database.query(text, values),
    beginTransaction: async () => {
      const { tx, commit, rollback } = await work.begin();
      const db = inside(tx);
      opened.set(db, tx);
      return { db, commit, rollback };
    },
  };
}

/** A transaction for pg-boss: what it writes is committed with the rest. */
export function inside(tx: Tx): Db {
  return {
    executeSql: async (text, values) => {
      // Only so does TypeORM answer with rows also where a statement updates or deletes.
      const result = await tx.manager.queryRunner?.query(text, values, true);
      return { rows: (result?.records ?? []) as unknown[] };
    },
  };
}

/** What `inside` made, back. */
export function txOf(db: Db): Tx {
  const tx = opened.get(db);
  if (!tx) throw new Error('No transaction of a job.');
  return tx;
}
