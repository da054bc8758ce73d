import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EraseGroup } from '../../src/messages/oversight/erase-group.js';
import { answerAfter, expectWaiting } from '../support/answer-after.js';
import { AnotherNode } from '../support/another-node.js';
import { statementsDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { keptFiles } from '../support/kept-files.js';
import { photo } from '../support/pictures.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let node: AnotherNode;
let ana: Person;
let ben: Person;
let cem: Person;
let keeper: Person;

beforeAll(async () => {
  app = await TestApp.start();
  node = await AnotherNode.beside(app);
  [ana, ben, cem, keeper] = await app.people('ana', 'ben', 'cem', 'keeper');
  const role = { key: 'keeper', name: 'Keeper of groups', permissions: ['conversation.manage'] };
  const { body } = await app.as(app.root).post('/admin/roles', role).expect(201);
  await app.as(app.root).put(`/admin/users/${keeper.id}/roles/${body.id}`).expect(204);
  keeper = await app.signIn('keeper');
});
afterAll(async () => {
  await node.stop();
  await app.stop();
});

const list = async (query: string) => (await app.as(keeper).get(`/admin/conversations?${query}`).expect(200)).body;
const names = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ subject }: { subject: string }) => subject);
const searched = (q: string) => names(`q=${encodeURIComponent(q)}`);
const remove = (id: string, confirm: string, person = keeper) =>
  app.as(person).raw('DELETE', `/admin/conversations/${id}`, JSON.stringify({ confirm }));

let count = 0;
/** A group of Ana's with a name of its own. */
async function aGroup(subject = `Group ${++count}`, members: Person[] = [ben], maker = ana): Promise<string> {
  const memberIds = members.map(({ id }) => id);
  const { body } = await app.as(maker).post('/conversations', { kind: 'group', subject, memberIds }).expect(201);
  return body.id as string;
}

describe('a group that is deleted', () => {
  const tables = async () =>
    (
      await app.database.query<{ name: string }>(
        `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
         where c.table_schema = 'public' and c.column_name = 'conversation_id' and t.table_type = 'BASE TABLE'
           and c.data_type = 'uuid'`,
      )
    ).map(({ name }) => name);
  /** In which tables something of it is left, but what outlives it on purpose. */
  const remains = async (id: string) => {
    const left: string[] = [];
    for (const table of await tables()) {
      if (['reported_messages', 'stranger_additions'].includes(table)) continue;
      const [row] = await app.database.query<{ n: number }>(
        `select count(*)::integer as n from ${table} where conversation_id = $1`,
        [id],
      );
      if (row && row.n > 0) left.push(table);
    }
    return left;
  };

  it('is gone for everybody, on every node and after an offline time', async () => {
    const id = await aGroup('Short-lived');
    await app.say(ben, id, 'Anybody here?');
    const { lastRev } = (await app.as(ben).get(`/conversations/${id}`).expect(200)).body;
    const sockets = [await app.socketOf(ana), await node.socketOf(ben)];

    await remove(id, 'Short-lived').expect(204);
    for (const [socket, userId] of [
      [sockets[0], ana.id],
      [sockets[1], ben.id],
    ] as const) {
      const { data } = await (socket as (typeof sockets)[0]).next(
        'member.removed',
        (frame) => frame.conversationId === id,
      );
      expect(data).toEqual({ userId, isDeleted: true });
    }

    for (const person of [ana, ben]) {
      await app.as(person).get(`/conversations/${id}`).expect(404);
      await node.as(person).get(`/conversations/${id}/messages`).expect(404);
      await app
        .as(person)
        .post(`/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: 'Hello?' })
        .expect(404);
    }
    expect(
      (
        await app
          .as(ben)
          .post('/sync', { known: { [id]: lastRev }, meRevs: {} })
          .expect(200)
      ).body.removed,
    ).toEqual([id]);
    expect(await searched('short-lived')).toEqual([]);
    await app.as(keeper).get(`/admin/conversations/${id}`).expect(404);
    await remove(id, 'Short-lived').expect(404);
    await sockets[1]?.close();
  });

  it('leaves nothing in any table: messages, drafts, what was saved, pinned, scheduled or hidden, and files', async () => {
    const id = await aGroup('Full of things', [ben, cem]);
    const file = await app.upload(ana, 'The plan in full');
    const kept = await app.upload(ana, 'For later');
    const first = await app.say(ana, id, 'See @ben', { attachmentIds: [file.id], subject: 'Plans' });
    await app.say(ben, id, 'A reply', { replyToSeq: first.seq });
    const path = `/conversations/${id}/messages/${first.seq}`;
    await app
      .as(ben)
      .put(`${path}/reactions/${encodeURIComponent('👍')}`)
      .expect(204);
    await app.as(ana).put(`${path}/pin`).expect(204);
    await app.as(ben).put(`${path}/save`, {}).expect(204);
    await app.as(ana).patch(path, { body: 'See @ben and @cem' }).expect(200);
    await app.as(cem).delete(`${path}?for=me`).expect(204);
    await app.as(cem).put(`/conversations/${id}/draft`, { body: 'I wanted to say' }).expect(200);
    const later = { clientId: crypto.randomUUID(), body: 'Later', attachmentIds: [kept.id] };
    const sendAt = new Date(Date.now() + 86_400_000).toISOString();
    await app
      .as(ana)
      .post(`/conversations/${id}/messages`, { ...later, sendAt })
      .expect(202);
    await app.as(ana).post(`/conversations/${id}/invite-link`).expect(200);
    await app.as(ana).delete(`/conversations/${id}/members/${cem.id}`).expect(204);
    await app
      .as(ana)
      .upload(`/conversations/${id}/picture`, await photo(300, 200), 'group.jpg', 'image/jpeg', 'PUT')
      .expect(200);
    expect(await keptFiles(app, file.id)).not.toEqual([]);
    expect((await remains(id)).length).toBeGreaterThan(10);

    await remove(id, 'Full of things').expect(204);

    await eventually(async () => expect(await remains(id)).toEqual([]));
    await eventually(async () => expect(await keptFiles(app, file.id)).toEqual([]));
    const [row] = await app.database.query(`select subject, description, picture_id from conversations where id = $1`, [
      id,
    ]);
    expect(row).toEqual({ subject: null, description: '', picture_id: null });
    // What waited with the message that will not be sent can go with another one.
    await app.say(ana, await aGroup(), 'Here it is', { attachmentIds: [kept.id] });
  });

  it('is erased a few hundred messages at a time, and goes on where it was after a node died', async () => {
    const id = await aGroup('Long history');
    await app.database.query(
      `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
       select $1, n, n, $2, gen_random_uuid(), '', 'Line ' || n, now() from generate_series(2, 2400) n`,
      [id, ana.id],
    );
    const data = { conversationId: id, memberIds: [ana.id, ben.id] };
    const isDeletion = ({ text }: { text: string }) => text.includes('delete from messages');
    const died = AbortSignal.abort();

    const before = await statementsDuring(
      () =>
        app.nest
          .get(EraseGroup)
          .handle(data, died)
          .catch(() => undefined),
      isDeletion,
    );
    const left = await app.database.query(`select from messages where conversation_id = $1`, [id]);
    const after = await statementsDuring(
      () => node.nest.get(EraseGroup).handle(data, new AbortController().signal),
      isDeletion,
    );

    expect([before.length, left.length, after.length]).toEqual([1, 1_900, 4]);
    expect(await app.database.query(`select from messages where conversation_id = $1`, [id])).toEqual([]);
  });

  it('is on record with how many were in it and how much was said', async () => {
    const id = await aGroup('On record');
    await app.say(ana, id, 'One');

    await remove(id, 'On record').expect(204);

    const entries = await app.database.query<{ actor_id: string; before: object; outcome: string }>(
      `select actor_id, before, outcome from audit_log where action = 'conversation.deleted' and target_id = $1`,
      [id],
    );
    expect(entries).toEqual([
      { actor_id: keeper.id, before: { subject: 'On record', members: 2, messages: 2 }, outcome: 'success' },
    ]);
  });

  it('takes its name, letter for letter, and a confirmation that is fresh', async () => {
    const id = await aGroup('Precisely this');

    const { body } = await remove(id, 'precisely this').expect(400);
    expect(body).toMatchObject({
      code: 'name_not_confirmed',
      errors: [{ pointer: '/confirm', code: 'name_not_confirmed' }],
    });
    await app.database.query(`update sessions set confirmed_at = now() - interval '11 minutes' where user_id = $1`, [
      keeper.id,
    ]);
    expect((await remove(id, 'Precisely this').expect(403)).body.code).toBe('confirmation_required');

    await app.as(ben).get(`/conversations/${id}`).expect(200);
    keeper = await app.signIn('keeper');
    await remove(id, 'Precisely this').expect(204);
  });

  it('lets nobody in any more, by its link or because it was listed', async () => {
    const id = await aGroup('Open house');
    await app.as(ana).patch(`/conversations/${id}`, { listed: true }).expect(200);
    const { token } = (await app.as(ana).post(`/conversations/${id}/invite-link`).expect(200)).body;
    await remove(id, 'Open house').expect(204);

    await app.as(cem).post('/conversations/join', { token }).expect(404);
    await app.as(cem).post('/conversations/join', { conversationId: id }).expect(404);
    expect((await app.as(cem).get('/conversations/open?search=house').expect(200)).body.items).toEqual([]);
  });

  it('leaves what was reported to the moderators, as it was', async () => {
    const id = await aGroup('Bad manners');
    const { seq } = await app.say(ana, id, 'Something rude');
    await app.as(ben).post(`/conversations/${id}/messages/${seq}/report`, { reason: 'harassment' }).expect(202);

    await remove(id, 'Bad manners').expect(204);
    await eventually(async () => expect(await remains(id)).toEqual([]));

    const { items } = (await app.as(app.root).get('/admin/reports').expect(200)).body;
    const report = items.find(({ conversationId }: { conversationId: string }) => conversationId === id);
    const details = (await app.as(app.root).get(`/admin/reports/${report.id}`).expect(200)).body;
    expect(JSON.stringify(details)).toContain('Something rude');
    expect(report.conversationSubject).toBe('Bad manners');
    await app
      .as(app.root)
      .patch(`/admin/reports/${report.id}`, { state: 'acted', action: 'warn', note: 'Mind your words.' })
      .expect(200);
  });

  it('is what a message that is on its way into it meets: it is there before, or refused', async () => {
    const id = await aGroup('Busy', [ben]);
    const sends = Array.from({ length: 20 }, () =>
      app.as(ben).post(`/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: 'Quick' }),
    );

    const [removed, ...sent] = await Promise.all([remove(id, 'Busy'), ...sends]);

    expect(removed?.status).toBe(204);
    expect(sent.filter(({ status }) => ![201, 404].includes(status))).toEqual([]);
    await eventually(async () => expect(await remains(id)).toEqual([]));
  });

  it('keeps nothing for later of a request that was on its way when all was erased', async () => {
    const id = await aGroup('Erased meanwhile', [ben]);
    const sendAt = new Date(Date.now() + 86_400_000).toISOString();
    const later = { clientId: crypto.randomUUID(), body: 'Later', sendAt };

    const answer = await answerAfter(
      app,
      // It has found its author in the group, and waits for its turn to keep anything.
      ['select pg_advisory_xact_lock(hashtextextended($1, 3))', `scheduled_messages ${ben.id}`],
      () => app.as(ben).post(`/conversations/${id}/messages`, later),
      async () => {
        await remove(id, 'Erased meanwhile').expect(204);
        await eventually(async () => expect(await remains(id)).toEqual([]));
      },
    );

    expect([answer.status, answer.body.code]).toEqual([404, 'conversation_not_found']);
    expect(await remains(id)).toEqual([]);
  });

  it('keeps nobody’s mark that was on its way when all was erased', async () => {
    const id = await aGroup('Marked meanwhile', [ben]);
    const { seq } = await app.say(ana, id, 'Worth keeping');

    let removal: Promise<unknown> | undefined;
    await answerAfter(
      app,
      // It has found the message, and waits for somebody who makes the same mark, and takes it back.
      [
        `do $$ begin
           insert into saved_messages (user_id, conversation_id, seq, saved_at) values ('${ben.id}', '${id}', ${seq}, now());
           delete from saved_messages where conversation_id = '${id}';
         end $$`,
      ],
      () => app.as(ben).put(`/conversations/${id}/messages/${seq}/save`, {}),
      async () => {
        removal = Promise.resolve(remove(id, 'Marked meanwhile').expect(204));
        const erased = removal.then(() => eventually(async () => expect(await remains(id)).toEqual([])));
        await Promise.race([erased, eventually(() => expectWaiting(app, 2))]);
      },
    );
    await removal;

    await eventually(async () => expect(await remains(id)).toEqual([]));
  });
});
