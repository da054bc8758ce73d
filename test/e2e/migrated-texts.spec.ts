import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { SubjectTitles1763943800000 } from '../../migrations/1763943800000-subject-titles.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;
beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben] = await app.people('ana', 'ben');
});
afterAll(() => app.stop());

/** Runs again what an update does with the rows of before. */
async function migrate(): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url: app.database.url, migrations }).initialize();
  const from = migrations.indexOf(SubjectTitles1763943800000);
  for (const _ of migrations.slice(from)) await dataSource.undoLastMigration();
  await dataSource.runMigrations();
  await dataSource.destroy();
}

describe('a subject from before', () => {
  const keep = (conversationId: string, title: string) =>
    app.database.query(
      'insert into conversation_subjects (conversation_id, id, title, title_key) values ($1, $2, $3, lower($3))',
      [conversationId, randomUUID(), title],
    );
  const kept = async (conversationId: string) => {
    const rows = await app.database.query<{ title: string; title_key: string }>(
      'select title, title_key from conversation_subjects where conversation_id = $1',
      [conversationId],
    );
    return rows.map(({ title, title_key }) => `${title} | ${title_key}`).sort();
  };

  it('is what today’s rule makes of it, so that an answer finds it', async () => {
    const id = await app.conversation(ana, ben);
    for (const title of ['AW: Budget', 'Pla\u202en\u200b', 'Re:', '\u200b\u200b']) await keep(id, title);

    await migrate();

    expect(await kept(id)).toEqual(['Budget | budget', 'Plan | plan', 'Re: | re:', '\u200b\u200b | \u200b\u200b']);
    await app.say(ben, id, 'yes', { subject: 'Re: budget' });
    expect(await kept(id)).toHaveLength(4);
  });

  it('becomes one with the subject that it is, and takes its messages along', async () => {
    const [first, second] = await Promise.all([
      app.conversation(ana, ben, app.root),
      app.conversation(ben, ana, app.root),
    ]);
    await app.say(ben, first, 'one', { subject: 'Budget' });
    for (const body of ['two', 'three']) await app.say(ben, first, body, { subject: 'Other' });
    await app.database.query(
      `update conversation_subjects set title = 'SV: Budget', title_key = 'sv: budget' where title_key = 'other'`,
    );
    for (const title of ['SV: Budget', 'VS: Budget']) await keep(second, title);

    await migrate();

    expect(await kept(first)).toEqual(['Budget | budget']);
    expect(await kept(second)).toEqual(['Budget | budget']);
    const { body: subjects } = await app.as(ana).get(`/conversations/${first}/subjects`).expect(200);
    expect(subjects.items).toMatchObject([{ title: 'Budget', messageCount: 3 }]);
    const { body: history } = await app.as(ana).get(`/conversations/${first}/messages?subject=SV: Budget`).expect(200);
    expect(history.items.map((item: { body: string }) => item.body)).toEqual(['one', 'two', 'three']);
  });
});

describe('an e-mail address from before that was typed decomposed', () => {
  const DECOMPOSED = 'jose\u0301@parley.example';
  const COMPOSED = 'jos\u00e9@parley.example';
  const spell = (person: Person, email: string) =>
    app.database.query('update users set email = $2 where id = $1', [person.id, email]);
  const emailOf = async (person: Person) => (await app.as(app.root).get(`/admin/users/${person.id}`)).body.email;

  it('is found as it is typed today, and is taken', async () => {
    const jose = await app.person('jose');
    await spell(jose, DECOMPOSED);

    await migrate();

    expect(await emailOf(jose)).toBe(COMPOSED);
    for (const login of [COMPOSED, DECOMPOSED, COMPOSED.toUpperCase()]) {
      await app.anonymous().post('/auth/login', { login, password: jose.password }).expect(200);
    }
    const another = { username: 'other', email: COMPOSED, password: 'seven-otters-sing' };
    expect((await app.as(app.root).post('/admin/users', another).expect(409)).body.code).toBe('email_taken');
  });

  it('stays as it is when somebody else has the address, or two had it in two spellings', async () => {
    const [renee, twin, taker] = await app.people('renee', 'twin', 'taker');
    await spell(renee, 'a\u0323\u0302@parley.example');
    await spell(twin, 'a\u0302\u0323@parley.example');
    await spell(taker, 'Jos\u00e9.b@parley.example');
    const late = await app.person('late');
    await spell(late, 'jose\u0301.b@parley.example');

    await migrate();

    expect(await emailOf(late)).toBe('jose\u0301.b@parley.example');
    expect([await emailOf(renee), await emailOf(twin)]).toEqual([
      '\u1ead@parley.example',
      'a\u0302\u0323@parley.example',
    ]);
    for (const [login, person] of [
      ['\u1ead@parley.example', renee],
      ['a\u0302\u0323@parley.example', twin],
    ] as const) {
      const { body } = await app.anonymous().post('/auth/login', { login, password: person.password }).expect(200);
      expect(body.user.id).toBe(person.id);
    }
  });
});

describe('the name of a group from before', () => {
  it('loses what cannot be seen, and stays when it would be empty; clients ask for the change', async () => {
    const [seen, unseen] = await Promise.all([
      app.conversation(ana, ben, app.root),
      app.conversation(ana, ben, app.root),
    ]);
    await app.database.query('update conversations set subject = $2 where id = $1', [seen, '\u202eRiver\u200bside ']);
    await app.database.query('update conversations set subject = $2 where id = $1', [unseen, '\u200b\u200b']);
    const before = (await app.as(ben).get(`/conversations/${seen}`)).body;

    await migrate();

    const after = (await app.as(ben).get(`/conversations/${seen}`)).body;
    expect([after.subject, after.lastRev]).toEqual(['Riverside', before.lastRev + 1]);
    expect((await app.as(ben).get(`/conversations/${unseen}`)).body.subject).toBe('\u200b\u200b');
    const { items } = (
      await app
        .as(ben)
        .post('/sync', { known: { [seen]: before.lastRev } })
        .expect(200)
    ).body;
    expect(items.map(({ conversation }: { conversation: { id: string } }) => conversation.id)).toContain(seen);
  });
});
