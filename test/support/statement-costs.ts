import { Client } from 'pg';
import { statementsDuring } from './count-queries.js';
import type { TestDatabase } from './database.js';

/**
 * How many pages of 8 kB PostgreSQL has to look at for the statements that ran during `work`, each planned and run again
 * as it was, in a transaction that is rolled back. It is the same on every machine, which milliseconds are not.
 */
export async function pagesReadBy(
  database: TestDatabase,
  work: () => Promise<unknown>,
  isMeant?: Parameters<typeof statementsDuring>[1],
): Promise<number> {
  const statements = await statementsDuring(work, isMeant);
  if (statements.length === 0) throw new Error('There is nothing to measure.');
  const client = new Client(database.url);
  await client.connect();
  try {
    let pages = 0;
    for (const { text, values } of statements) {
      await client.query('begin');
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(
        `explain (analyze, buffers, format json) ${text}`,
        [...values],
      );
      await client.query('rollback');
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
      pages += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
    }
    return pages;
  } finally {
    await client.end();
  }
}
