import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { BoundedReads1763943200000 } from '../../migrations/1763943200000-bounded-reads.js';
import { TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('a database from before', () => {
  it('gets the runs, blocks, counts and folded names that the product would have kept', async () => {
    const ana = await app.person('ana', { firstName: 'Ána', lastName: 'O’Brien' });
    const ben = await app.person('ben');
    const id = await app.conversation(ana, ben);
    for (let n = 1; n <= 9; n++) await app.say(n % 3 ? ana : ben, id, `no ${n}`, { subject: `Subject ${n % 4}` });
    for (const seq of [2, 3, 7]) await app.as(ben).delete(`/conversations/${id}/messages/${seq}`).expect(204);
    for (const seq of [4, 5]) await app.as(ana).delete(`/conversations/${id}/messages/${seq}?for=everyone`).expect(204);
    await app.database.query(
      `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
       select $1, n, n, case when n % 2 = 0 then $2::uuid else $3::uuid end, gen_random_uuid(), '', 'x', now()
       from generate_series(10, 2100) n`,
      [id, ana.id, ben.id],
    );
    await app.database.query(`update conversations set last_seq = 2100, last_rev = 2200 where id = $1`, [id]);
    await app.database.query('select count_blocks($1)', [id]);
    const before = await kept();

    const dataSource = await new DataSource({ type: 'postgres', url: app.database.url, migrations }).initialize();
    const from = migrations.indexOf(BoundedReads1763943200000);
    for (const _ of migrations.slice(from)) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    await dataSource.destroy();

    expect(before.map((rows) => rows.length > 1)).toEqual([true, true, true, true]);
    expect(await kept()).toEqual(before);
  });
});

async function kept(): Promise<object[][]> {
  return [
    await app.database.query('select * from hidden_runs order by 1, 2, 3'),
    await app.database.query('select * from message_blocks order by 1, 2, 3'),
    await app.database.query('select title, message_count, last_seq from conversation_subjects order by 1'),
    await app.database.query('select username, folded_name from users order by 1'),
  ];
}
