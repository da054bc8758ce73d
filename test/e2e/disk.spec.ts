import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { WRITE } from '../../src/core/health/write-check.js';
import { TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.create();
});
afterAll(() => database.drop());

describe('looking whether there is room to write', () => {
  it('writes a megabyte into a file, and nothing into the catalogue', async () => {
    const before = await written();

    await looked();

    const after = await written();
    expect(after.bytes - before.bytes).toBeGreaterThanOrEqual(1_000_000);
    expect(after.rows).toBe(before.rows);
  });
});

/** As the process does; its figures are there afterwards. */
async function looked(): Promise<void> {
  const client = new Client(database.url);
  await client.connect();
  try {
    await client.query(WRITE.text);
    await client.query('select pg_stat_force_next_flush()');
  } finally {
    await client.end();
  }
}

async function written(): Promise<{ bytes: number; rows: number }> {
  const [figures] = await database.query<{ bytes: number; rows: number }>(
    `select temp_bytes::float8 as bytes,
       (select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 from pg_stat_sys_tables where schemaname = 'pg_catalog') as rows
     from pg_stat_database where datname = current_database()`,
  );
  if (!figures) throw new Error('PostgreSQL counts nothing.');
  return figures;
}
