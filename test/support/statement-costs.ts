import { Client } from 'pg';
import type { TestDatabase } from './database.js';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What goes on by itself, whatever a test does. */
const BACKGROUND = /revocations|pg_notify|^(begin|start|commit|rollback)|from nodes|presence|outbox|receipts/i;

/**
 * How many pages of 8 kB PostgreSQL has to look at for the statements that ran during `work`, each planned and run again
 * as it was, in a transaction that is rolled back. It is the same on every machine, which milliseconds are not.
 */
export async function pagesReadBy(database: TestDatabase, work: () => Promise<unknown>): Promise<number> {
  const statements = await statementsDuring(work);
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

async function statementsDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const original = Client.prototype.query;
  const spy = function (this: Client, ...parameters: unknown[]): unknown {
    const [first, second] = parameters;
    const query = (typeof first === 'string' ? { text: first } : first) as { text?: string; values?: unknown[] };
    const values = query.values ?? (Array.isArray(second) ? (second as unknown[]) : []);
    if (query.text !== undefined && !BACKGROUND.test(query.text)) seen.push({ text: query.text, values });
    return Reflect.apply(original, this, parameters);
  };
  Client.prototype.query = spy as typeof original;
  try {
    await work();
  } finally {
    Client.prototype.query = original;
  }
  return seen;
}
