import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TidyReports } from '../../src/reports/tidy-reports.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { Frame } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;
/** Decides about reports, and is no superuser. */
let mia: Person;
let count = 0;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben, eve, mia] = await app.people('ana', 'ben', 'eve', 'mia');
  mia = await withRole(mia, 'moderators', ['report.manage', 'message.moderate', 'user.read', 'user.manage']);
});
// Ben reports more in these tests than anybody may in an hour.
beforeEach(() => app.database.query(`update message_reports set at = at - interval '61 minutes'`));
afterAll(() => app.stop());

const withRole = async (person: Person, key: string, permissions: readonly string[]): Promise<Person> => {
  const { body } = await app.as(app.root).post('/admin/roles', { key, name: key, permissions }).expect(201);
  await app.as(app.root).put(`/admin/users/${person.id}/roles/${body.id}`).expect(204);
  return app.signIn(person.username);
};
/** Somebody whom no other test acts on. */
const somebody = () => app.person(`person${++count}`);
const pathOf = (id: string, seq: number) => `/conversations/${id}/messages/${seq}`;
const report = (person: Person, path: string, more: object = {}) =>
  app.as(person).post(`${path}/report`, { reason: 'harassment', ...more });
const queue = async (state = 'open', by = mia) =>
  (await app.as(by).get(`/admin/reports?state=${state}`).expect(200)).body;
const look = async (id: string, by = mia) => (await app.as(by).get(`/admin/reports/${id}`).expect(200)).body;
const decide = (id: string, decision: object, by = mia) => app.as(by).patch(`/admin/reports/${id}`, decision);
const noticesOf = async (person: Person) =>
  (await app.as(person).get('/users/me/security-notices').expect(200)).body.items as { kind: string; note: string }[];
const kindsOf = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind);
const actsOn = async (target: string) =>
  (await app.as(app.root).get(`/admin/audit?target=${target}`).expect(200)).body.items.map(
    ({ action, actor }: { action: string; actor: string }) => ({ action, actor }),
  );

/** A group of somebody's with Ben and Eve, in which they wrote this, and its report by Ben. */
const reported = async (body = 'You are a leaking valve', author?: Person) => {
  author ??= await somebody();
  const conversationId = await app.conversation(author, ben, eve);
  const { seq } = await app.say(author, conversationId, body);
  const path = pathOf(conversationId, seq);
  await report(ben, path, { note: 'The third time' }).expect(202);
  const { items } = await queue();
  return { author, conversationId, seq: seq as number, path, id: items[0].id as string };
};

describe('whoever reads a message can report it', () => {
  it('once, with a reason and a note, and nobody in the conversation hears of it', async () => {
    const author = await somebody();
    const conversationId = await app.conversation(author, ben, eve);
    const { seq } = await app.say(author, conversationId, 'You are a leaking valve');
    const { lastRev } = (await app.as(author).get(`/conversations/${conversationId}`).expect(200)).body;

    await report(ben, pathOf(conversationId, seq), { note: '  The third time ' }).expect(202);
    await report(ben, pathOf(conversationId, seq), { reason: 'spam', note: 'Again' }).expect(202);

    const { items, open } = await queue();
    expect(open).toBe(1);
    expect(items).toMatchObject([
      {
        ...{ conversationId, seq, state: 'open', version: 1, reporters: 1, decision: null },
        ...{ conversationKind: 'group', conversationSubject: 'Riverside pilot', sender: { id: author.id } },
        reasons: [{ reason: 'harassment', count: 1 }],
      },
    ]);
    expect((await look(items[0].id)).reports).toMatchObject([
      { reporter: { id: ben.id }, reason: 'harassment', note: 'The third time' },
    ]);
    expect((await app.as(author).get(`/conversations/${conversationId}`).expect(200)).body.lastRev).toBe(lastRev);
    expect(await kindsOf(author)).toEqual([]);
  });

  it('and two who report the same are one entry of the queue', async () => {
    const { id, path } = await reported();

    await report(eve, path, { reason: 'spam' }).expect(202);

    const { items } = await queue();
    expect(items[0]).toMatchObject({ id, reporters: 2, version: 2 });
    expect(items[0].reasons).toHaveLength(2);
  });

  it('but not their own, not what they do not see, and not what is deleted or no message', async () => {
    const { author, path, conversationId } = await reported();
    const deleted = await app.say(author, conversationId, 'Never mind');
    await app
      .as(author)
      .delete(`${pathOf(conversationId, deleted.seq)}?for=everyone`)
      .expect(204);

    expect((await report(author, path).expect(409)).body.code).toBe('own_message');
    expect((await report(ana, path).expect(404)).body.code).toBe('conversation_not_found');
    expect((await report(ben, pathOf(conversationId, 99)).expect(404)).body.code).toBe('message_not_found');
    expect((await report(ben, pathOf(conversationId, deleted.seq)).expect(409)).body.code).toBe('message_deleted');
    expect((await report(ben, pathOf(conversationId, 1)).expect(409)).body.code).toBe('cannot_report');
  });

  it('names each field that is wrong', async () => {
    const { path } = await reported();

    const { body } = await report(eve, path, { reason: 'dislike', note: 'x'.repeat(1_001) }).expect(400);

    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/note', '/reason']);
  });

  it('twenty in an hour, and is then told when to come back; the same again is still fine', async () => {
    const [author, zealot] = [await somebody(), await somebody()];
    const conversationId = await app.conversation(author, zealot);
    const paths: string[] = [];
    for (let n = 0; n < 21; n++) {
      paths.push(pathOf(conversationId, (await app.say(author, conversationId, `Word ${n}`)).seq));
    }
    for (const path of paths.slice(0, 20)) await report(zealot, path).expect(202);

    const { body } = await report(zealot, paths[20] as string).expect(409);

    expect(body).toMatchObject({ code: 'too_many_reports', detail: expect.stringMatching(/in (59|60) min\.$/) });
    await report(zealot, paths[0] as string).expect(202);
    await app.database.query(`update message_reports set at = at - interval '61 minutes' where reporter_id = $1`, [
      zealot.id,
    ]);
    await report(zealot, paths[20] as string).expect(202);
  });
});

describe('what was reported', () => {
  it('is what it said then, whatever its author does with it later', async () => {
    const author = await somebody();
    const file = await app.upload(author, 'The whole list', 'list of names.txt');
    const conversationId = await app.conversation(author, ben, eve);
    const { seq } = await app.say(author, conversationId, 'First words', {
      subject: 'Valves',
      attachmentIds: [file.id],
    });
    const path = pathOf(conversationId, seq);
    await report(ben, path).expect(202);
    await app.as(author).patch(path, { body: 'Second words' }).expect(200);
    await report(eve, path).expect(202);
    await app.as(author).delete(`${path}?for=everyone`).expect(204);

    const { texts, reports, context } = await look((await queue()).items[0].id);

    const kept = { subject: 'Valves', fileNames: ['list of names.txt'], erased: false };
    expect(texts).toMatchObject([
      { ...kept, version: 1, body: 'First words' },
      { ...kept, version: 2, body: 'Second words' },
    ]);
    expect(reports.map(({ textVersion }: { textVersion: number }) => textVersion)).toEqual([1, 2]);
    expect(context.at(-1)).toMatchObject({ seq, body: '', deletedAt: expect.any(String) });
  });

  it('is shown with five messages before and five after, to somebody who is not there, with nothing that opens', async () => {
    const author = await somebody();
    const conversationId = await app.conversation(author, ben, eve);
    const seqs: number[] = [];
    for (let n = 0; n < 13; n++) seqs.push((await app.say(n % 2 ? ben : author, conversationId, `Word ${n}`)).seq);
    await report(ben, pathOf(conversationId, seqs[6] as number)).expect(202);

    const details = await look((await queue()).items[0].id);

    expect(details.context.map(({ body }: { body: string }) => body)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `Word ${n}`),
    );
    expect(JSON.stringify(details)).not.toMatch(/contentUrl|attachments\//);
  });

  it('is on record with each look, and the list shows nothing of it', async () => {
    const { id, conversationId, seq, author } = await reported('Words for nobody else');

    expect(JSON.stringify(await queue())).not.toContain('Words for nobody else');
    expect(await actsOn(id)).toEqual([]);
    await look(id);
    await look(id, app.root);

    const { items } = (await app.as(app.root).get(`/admin/audit?target=${id}`).expect(200)).body;
    expect(items.map(({ actor }: { actor: string }) => actor)).toEqual([app.root.id, mia.id]);
    expect(items[0]).toMatchObject({ action: 'report.viewed', after: { conversationId, seq, senderId: author.id } });
    expect(JSON.stringify(items)).not.toContain('Words for nobody else');
  });

  it('goes when the name of its author does, and that it was reported stays', async () => {
    const { id, author } = await reported();
    await app.as(app.root).post(`/admin/users/${author.id}/anonymise`, { confirm: author.username }).expect(200);

    const { texts, reports, sender, actions } = await look(id, app.root);

    expect(texts).toMatchObject([{ body: '', subject: null, fileNames: [], erased: true }]);
    expect(reports).toMatchObject([{ note: 'The third time' }]);
    expect(sender.username).not.toBe(author.username);
    expect(actions).toContainEqual({ action: 'warn', refused: 'account_anonymised' });
  });

  it('loses what a reporter wrote when their name goes', async () => {
    const [author, reporter] = [await somebody(), await somebody()];
    const conversationId = await app.conversation(author, reporter);
    const { seq } = await app.say(author, conversationId, 'You are a leaking valve');
    await report(reporter, pathOf(conversationId, seq), { note: 'I am called so' }).expect(202);
    const { id } = (await queue()).items[0];
    await app.as(app.root).post(`/admin/users/${reporter.id}/anonymise`, { confirm: reporter.username }).expect(200);

    expect((await look(id)).reports).toMatchObject([{ reason: 'harassment', note: '' }]);
  });

  it('is deleted half a year after it was decided about, and not before', async () => {
    const [old, young, open] = [await reported(), await reported(), await reported()];
    await decide(old.id, { state: 'dismissed' }).expect(200);
    await decide(young.id, { state: 'dismissed' }).expect(200);
    const aged = `update reported_messages set closed_at = closed_at - $2::interval where id = $1`;
    await app.database.query(aged, [old.id, '181 days']);
    await app.database.query(aged, [young.id, '179 days']);

    await app.nest.get(TidyReports).handle();

    expect((await app.as(mia).get(`/admin/reports/${old.id}`).expect(404)).body.code).toBe('report_not_found');
    await look(young.id);
    await look(open.id);
  });
});

describe('a moderator', () => {
  it('dismisses a report, and whoever reported it hears that somebody looked', async () => {
    const { id, author } = await reported();

    const { body } = await decide(id, { state: 'dismissed', note: 'They are friends' }).expect(200);

    expect(body).toMatchObject({ state: 'dismissed', version: 2 });
    expect(body.decision).toMatchObject({ action: 'none', note: 'They are friends', by: { id: mia.id } });
    expect((await queue('closed')).items[0]).toMatchObject({ id });
    expect((await queue()).items.map((item: { id: string }) => item.id)).not.toContain(id);
    expect(await noticesOf(ben)).toContainEqual(expect.objectContaining({ kind: 'report_closed', note: '' }));
    expect(await kindsOf(author)).toEqual([]);
    expect(await actsOn(id)).toEqual([{ action: 'report.dismissed', actor: mia.id }]);
  });

  it('warns its author, who reads what they write and not who they are', async () => {
    const { id, author } = await reported();

    await decide(id, { state: 'acted', action: 'warn', note: 'Write to each other, not about each other.' }).expect(
      200,
    );

    const [notice] = await noticesOf(author);
    expect(notice).toMatchObject({ kind: 'warned', note: 'Write to each other, not about each other.', ip: '' });
    expect(JSON.stringify(notice)).not.toContain(mia.id);
    expect(await actsOn(author.id)).toContainEqual({ action: 'user.warned', actor: mia.id });
  });

  it('warns its author on every device that is open, at once', async () => {
    const { id, author } = await reported();
    const node = await AnotherNode.beside(app);
    const sockets = [await app.socketOf(author), await node.socketOf(author)];

    await decide(id, { state: 'acted', action: 'warn', note: 'Mind your words.' }).expect(200);

    for (const socket of sockets) expect((await socket.next('notice.added')).data).toEqual({ kind: 'warned' });
    expect(await kindsOf(author)).toEqual(['warned']);
    await node.stop();
  });

  it('who opens it again tells nobody twice that somebody looked, but those who reported it since', async () => {
    const { id, path } = await reported();
    const [uma, vic] = [await somebody(), await somebody()];
    const closed = async (person: Person) => (await kindsOf(person)).filter((kind) => kind === 'report_closed').length;
    const { conversationId } = (await queue()).items[0];
    await app.database.query(
      `insert into conversation_members (conversation_id, user_id, role, joined_at)
       select $1, u, 'member', now() from unnest($2::uuid[]) u`,
      [conversationId, [uma.id, vic.id]],
    );
    await report(uma, path).expect(202);
    await decide(id, { state: 'dismissed' }).expect(200);
    await decide(id, { state: 'open' }).expect(200);
    await report(vic, path).expect(202);

    await decide(id, { state: 'dismissed' }).expect(200);

    expect([await closed(uma), await closed(vic)]).toEqual([1, 1]);
  });

  it('deletes it for everyone in a conversation that they are not in, and everybody sees it go', async () => {
    const { id, path, seq, conversationId } = await reported();
    const socket = await app.socketOf(eve);

    await decide(id, { state: 'acted', action: 'delete' }).expect(200);

    await socket.next('message.deleted', (frame) => frame.conversationId === conversationId);
    expect((await app.as(ben).get(path).expect(200)).body).toMatchObject({ body: '', deletedAt: expect.any(String) });
    expect(await actsOn(`${conversationId}/${seq}`)).toEqual([
      { action: 'message.deleted-for-everyone', actor: mia.id },
    ]);
    await socket.close();
  });

  it('deactivates the account, which ends its sessions and hands over its groups', async () => {
    const { id, author, conversationId } = await reported();

    await decide(id, { state: 'acted', action: 'deactivate' }).expect(200);

    await app.as(author).get('/users/me').expect(401);
    const { items } = (await app.as(ben).get(`/conversations/${conversationId}/members`).expect(200)).body;
    const owners = items.filter(({ role }: { role: string }) => role === 'owner');
    expect(owners.map(({ user }: { user: { id: string } }) => user.id)).not.toEqual([author.id]);
    expect(await actsOn(author.id)).toContainEqual({ action: 'user.deactivated', actor: mia.id });
  });

  it('does nothing at all where a part of it is refused', async () => {
    const { id } = await reported('Owners write so', app.root);

    const { body } = await decide(id, { state: 'acted', action: 'deactivate' }).expect(403);

    expect(body.code).toBe('account_protected');
    expect((await look(id)).actions).toContainEqual({ action: 'deactivate', refused: 'account_protected' });
    expect((await queue()).items[0]).toMatchObject({ id, state: 'open', version: 1 });
    expect(await actsOn(id)).toEqual([{ action: 'report.viewed', actor: mia.id }]);
  });

  it('who may not delete messages of others does not do it by a report either', async () => {
    const noa = await withRole(await somebody(), 'readers-of-reports', ['report.manage']);
    const { id, path } = await reported();

    expect((await decide(id, { state: 'acted', action: 'delete' }, noa).expect(403)).body.code).toBe(
      'permission_denied',
    );
    expect((await app.as(ben).get(path).expect(200)).body.deletedAt).toBeNull();
    expect((await look(id, noa)).actions).toEqual([
      { action: 'none', refused: null },
      { action: 'warn', refused: null },
      { action: 'delete', refused: 'permission_denied' },
      { action: 'deactivate', refused: 'permission_denied' },
    ]);
    await decide(id, { state: 'acted', action: 'warn' }, noa).expect(200);
  });

  it('decides nothing about what they wrote themselves', async () => {
    const { id } = await reported('I decide here', mia);

    expect((await decide(id, { state: 'dismissed' }).expect(409)).body.code).toBe('own_report');
    await decide(id, { state: 'dismissed' }, app.root).expect(200);
  });

  it('who wrote it and decides alone is told whom they need', async () => {
    const { id } = await reported('I decide alone', app.root);
    const others = `is_superuser or 'report.manage' = any(role_permissions)`;
    const { rows } = { rows: await app.database.query<{ id: string }>(`select id from users where ${others}`) };
    const ids = rows.map((row) => row.id).filter((other) => other !== app.root.id);
    await app.database.query(`update users set is_active = false where id = any($1)`, [ids]);

    const { body } = await decide(id, { state: 'dismissed' }, app.root).expect(409);
    const { actions } = await look(id, app.root);
    await app.database.query(`update users set is_active = true where id = any($1)`, [ids]);

    expect(body.code).toBe('no_other_moderator');
    expect(new Set(actions.map(({ refused }: { refused: string }) => refused))).toEqual(
      new Set(['no_other_moderator']),
    );
    await decide(id, { state: 'dismissed' }).expect(200);
  });

  it('who comes second is told what the first one decided, and nothing is done twice', async () => {
    const { id, author } = await reported();
    const warn = { state: 'acted', action: 'warn', ifVersion: 1 };

    const answers = await Promise.all([decide(id, warn), decide(id, { ...warn, state: 'acted' }, app.root)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = answers.find(({ status }) => status === 409) as { body: { code: string; current: object } };
    expect(body).toMatchObject({ code: 'stale', current: { id, state: 'acted', version: 2 } });
    expect(await kindsOf(author)).toEqual(['warned']);
  });

  it('does not decide over what another person reported meanwhile', async () => {
    const { id, path } = await reported();
    await report(eve, path).expect(202);

    const { body } = await decide(id, { state: 'dismissed', ifVersion: 1 }).expect(409);

    expect(body.current).toMatchObject({ version: 2, reporters: 2, state: 'open' });
    await decide(id, { state: 'dismissed', ifVersion: 2 }).expect(200);
  });

  it('opens a report again, as does another person who reports it', async () => {
    const { id, path } = await reported();
    await decide(id, { state: 'dismissed' }).expect(200);

    expect((await decide(id, { state: 'open' }).expect(200)).body).toMatchObject({ state: 'open', decision: null });
    await decide(id, { state: 'dismissed' }).expect(200);
    await report(eve, path).expect(202);
    expect((await queue()).items[0]).toMatchObject({ id, state: 'open', decision: null, reporters: 2 });
  });

  it('names what does not fit', async () => {
    const { id } = await reported();

    const { body } = await decide(id, { state: 'dismissed', action: 'delete' }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/action', code: 'not_acted' }]);
  });
});

describe('the queue', () => {
  it('is closed to everybody else', async () => {
    const { id } = await reported();
    for (const person of [ben, await app.person('stan', { isStaff: true })]) {
      await app.as(person).get('/admin/reports').expect(403);
      await app.as(person).get(`/admin/reports/${id}`).expect(403);
      await decide(id, { state: 'dismissed' }, person).expect(403);
    }
  });

  it('is read in pages, what was reported last first', async () => {
    const [first, second] = [await reported(), await reported()];

    const page = (await app.as(mia).get('/admin/reports?limit=1').expect(200)).body;
    const next = (await app.as(mia).get(`/admin/reports?limit=1&cursor=${page.nextCursor}`).expect(200)).body;

    expect([...page.items, ...next.items].map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
  });

  it('tells those who decide, on every node, how many wait; nobody else, and not who lost the right', async () => {
    const other = await AnotherNode.beside(app);
    const gone = await withRole(await somebody(), 'former-moderators', ['report.manage']);
    const [here, there, reporter, former] = [
      await app.socketOf(mia),
      await other.socketOf(app.root),
      await app.socketOf(ben),
      await app.socketOf(gone),
    ];
    await app.database.query(`update users set role_permissions = '{}' where id = $1`, [gone.id]);

    const { id } = await reported();

    const { open } = await queue();
    const isThis = ({ data }: Frame) => data.id === id;
    expect((await here.next('report.changed', isThis)).data).toEqual({ id, open });
    expect((await there.next('report.changed', isThis)).data).toEqual({ id, open });
    await decide(id, { state: 'dismissed' }).expect(200);
    await eventually(() => expect(here.of('report.changed').at(-1)?.data).toEqual({ id, open: open - 1 }));
    expect(reporter.of('report.changed')).toEqual([]);
    expect(former.of('report.changed')).toEqual([]);
    await Promise.all([here, there, reporter, former].map((socket) => socket.close()));
    await other.stop();
  });
});
