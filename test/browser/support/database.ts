import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Of the server of this worker (`playwright.config.ts`). */
const DATA = process.env[`BROWSER_TEST_DATA_${process.env.TEST_PARALLEL_INDEX ?? 0}`] ?? '';

/** Works on what a server of the tests keeps, for what only time would bring about; the server of this worker, or that of a folder. */
export async function withDatabase(work: (client: pg.Client) => Promise<void>, folder = DATA): Promise<void> {
  // The fourth line is the port.
  const port = Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[3]);
  const password = readFileSync(join(folder, 'secrets/database'), 'utf8').trim();
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'parley', password, database: 'parley' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
