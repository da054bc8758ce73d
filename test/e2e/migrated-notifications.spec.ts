import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { HereMentions1763946770300 } from '../../migrations/1763946770300-here-mentions.js';
import { TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('a database from before', () => {
  it('keeps what people hear, and loses the mentions that it does not know, on the way back', async () => {
    const [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
    const id = await app.conversation(ana, ben, eve);
    await app.as(ben).patch(`/conversations/${id}/me`, { notify: 'mentions' }).expect(200);
    await app.as(eve).patch('/users/me/notifications', { defaultLevel: 'none' }).expect(200);
    await app.say(ana, id, '@here @ben');
    const levels = async () => {
      const rows = await app.database.query<{ username: string; notify: string | null }>(
        `select u.username, m.notify from conversation_members m join users u on u.id = m.user_id
         where m.conversation_id = $1 order by 1`,
        [id],
      );
      return rows.map(({ notify }) => notify);
    };
    const mentions = async () => {
      const rows = await app.database.query<{ name: string; parts: number }>(
        `select k.name, x.parts & 2048 as parts from message_mentions k
         join messages x on x.conversation_id = k.conversation_id and x.seq = k.seq where k.conversation_id = $1 order by 1`,
        [id],
      );
      return rows.map(({ name, parts }) => [name, parts]);
    };
    const now = [await levels(), await mentions()];

    const dataSource = await new DataSource({ type: 'postgres', url: app.database.url, migrations }).initialize();
    for (const _ of migrations.slice(migrations.indexOf(HereMentions1763946770300)))
      await dataSource.undoLastMigration();
    const before = [await levels(), await mentions()];
    await dataSource.runMigrations();
    await dataSource.destroy();

    expect(now).toEqual([
      [null, 'mentions', null],
      [
        ['ben', 2048],
        ['here', 2048],
      ],
    ]);
    expect(before).toEqual([['all', 'mentions', 'none'], [['ben', 0]]]);
    // What was everything before is what nobody chose.
    expect([await levels(), await mentions()]).toEqual([[null, 'mentions', 'none'], [['ben', 0]]]);
  });
});
