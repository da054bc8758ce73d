import { expect } from '@jest/globals';
import { Client } from 'pg';
import type { Answer, Request } from './caller.js';
import { eventually } from './eventually.js';
import type { TestApp } from './test-app.js';

/** The answer to a request that finds rows locked by an act, which is committed when the request waits for it, after what is done meanwhile. */
export async function answerAfter(
  app: TestApp,
  [act, ...values]: readonly [string, ...unknown[]],
  ask: () => Request,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<Answer> {
  const other = new Client(app.database.url);
  await other.connect();
  try {
    await other.query('begin');
    await other.query(act, values);
    const answer = ask();
    await eventually(() => expectWaiting(app, 1));
    await meanwhile();
    await other.query('commit');
    return await answer;
  } finally {
    await other.end();
  }
}

/** Holds while so many connections wait for a lock, or more. */
export async function expectWaiting(app: TestApp, count: number): Promise<void> {
  const waiting = await app.database.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  expect(waiting.length).toBeGreaterThanOrEqual(count);
}
