import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '../../src/core/database/migrate.js';
import { TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.create();
});
afterAll(() => database.drop());

describe('the functions of the database', () => {
  const sendBatch = async () =>
    (
      await database.query<{ text: string; version: string }>(
        `select prosrc as text, xmin::text as version from pg_proc where proname = 'send_batch'`,
      )
    )[0];

  it('are left alone at a start that brings nothing new', async () => {
    const before = await sendBatch();

    await migrate(database.url);

    expect(await sendBatch()).toEqual(before);
  });

  it.each([
    ['whatever the last one left', `comment on function send_batch is 'of an older text'`],
    ['also where a migration changed one and left its mark', `select`],
  ])('are what this version says, %s', async (_, mark) => {
    const before = await sendBatch();
    await database.query(`do $do$ begin
      execute replace(pg_get_functiondef('send_batch'::regproc), 'clock_timestamp()', 'now()');
    end $do$`);
    await database.query(mark);
    expect((await sendBatch())?.text).not.toBe(before?.text);

    await migrate(database.url);

    expect((await sendBatch())?.text).toBe(before?.text);
  });
});
