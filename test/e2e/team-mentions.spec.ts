import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;
/** Those of the test that runs: what is told to them costs statements. */
const sockets: TestSocket[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(() => app.stop());

const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const unread = async (person: Person, id: string) =>
  (await read(person, `/conversations/${id}`)).unreadMentions as number;
const waiting = async (person: Person): Promise<string[]> =>
  (await read(person, '/conversations?filter=mentions&limit=200')).items.map((one: { id: string }) => one.id);
const listed = async (person: Person, id: string): Promise<string[]> => {
  const { items } = await read(person, '/messages/mentions?limit=200');
  return items
    .filter((mail: { conversationId: string }) => mail.conversationId === id)
    .map((mail: { body: string }) => mail.body);
};
const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

let made = 0;
const team = async (...people: Person[]) => {
  const key = `crew-${made++}`;
  const { body } = await app
    .as(app.root)
    .post('/admin/teams', { key, name: `Crew ${key}`, userIds: people.map(({ id }) => id) })
    .expect(201);
  return body as { id: string; key: string; name: string };
};
const join = (teamId: string, person: Person) =>
  app.as(app.root).put(`/admin/teams/${teamId}/members/${person.id}`).expect(204);
const leave = (teamId: string, person: Person) =>
  app.as(app.root).delete(`/admin/teams/${teamId}/members/${person.id}`).expect(204);
/** A group of Ana's with Ben and Eve. */
const group = () => app.conversation(ana, ben, eve);

describe('the mention of a team', () => {
  it('is shown with the message and what quotes it, by what the team is called', async () => {
    const { id: teamId, key, name } = await team(ben);
    const id = await group();

    const sent = await app.say(ana, id, `Who of @${key.toUpperCase()} looks at gauge 4?`);
    const reply = await app.say(ben, id, 'I do', { replyToSeq: sent.seq });

    const mentionedTeams = [{ teamId, key, name }];
    expect(sent).toMatchObject({ mentions: [], mentionsEveryone: false, mentionedTeams });
    expect((await read(eve, `/conversations/${id}/messages/${sent.seq}`)).mentionedTeams).toEqual(mentionedTeams);
    expect(reply.replyTo).toMatchObject({ seq: sent.seq, mentionedTeams });
  });

  it('calls those of the team who are in the conversation, and nobody else', async () => {
    const [kim] = await app.people('kim');
    const { key } = await team(ben, kim);
    const id = await group();

    await app.say(ana, id, `@${key}: gauge 4`);

    expect([await unread(ben, id), await unread(eve, id), await unread(ana, id)]).toEqual([1, 0, 0]);
    expect(await waiting(ben)).toContain(id);
    expect(await waiting(eve)).not.toContain(id);
    expect([await listed(ben, id), await listed(eve, id)]).toEqual([[`@${key}: gauge 4`], []]);
    expect((await read(kim, '/messages/mentions')).items).toEqual([]);
  });

  it('does not call who says it', async () => {
    const { key } = await team(ana, ben);
    const id = await group();

    await app.say(ana, id, `@${key}`);

    expect([await unread(ana, id), await listed(ana, id), await unread(ben, id)]).toEqual([0, [], 1]);
  });

  it('is one row, however many are in the team', async () => {
    const { key } = await team(ben, eve);
    const id = await group();

    const { seq } = await app.say(ana, id, `@${key}`);

    const rows = await app.database.query(
      'select is_team from message_mentions where conversation_id = $1 and seq = $2',
      [id, seq],
    );
    expect(rows).toEqual([{ is_team: true }]);
  });

  it('is counted once where one is meant by name, by two teams and with everyone', async () => {
    const [first, second] = [await team(ben), await team(ben)];
    const id = await group();

    await app.say(ana, id, `@ben @${first.key} @${second.key} @everyone`);

    expect([await unread(ben, id), (await listed(ben, id)).length]).toEqual([1, 1]);
  });

  it('is over when it is read', async () => {
    const { key } = await team(ben);
    const id = await group();
    const { seq } = await app.say(ana, id, `@${key}`);

    (await listen(ben)).send({ type: 'read', conversationId: id, seq });

    await eventually(async () => expect(await unread(ben, id)).toBe(0));
  });

  it('may have two letters', async () => {
    await app
      .as(app.root)
      .post('/admin/teams', { key: 'hr', name: 'People', userIds: [ben.id] })
      .expect(201);
    const id = await group();

    await app.say(ana, id, 'Ask @hr.');

    expect(await unread(ben, id)).toBe(1);
  });

  it('costs no statement more to send', async () => {
    const { key } = await team(ben);
    const id = await group();
    await app.say(ana, id, '@nobody-at-all');

    const before = await queriesDuring(() => app.say(ana, id, '@nobody-at-all'));
    const after = await queriesDuring(() => app.say(ana, id, `@${key}`));

    const withoutNames = after.filter((name) => !['mentions.teams-on-messages', undefined].includes(name));
    expect(withoutNames.filter((name) => name?.startsWith('send'))).toEqual(
      before.filter((name) => name?.startsWith('send')),
    );
  });
});

describe('who is in a team', () => {
  it('is called by what is said from then on, not by what was said before', async () => {
    const { id: teamId, key } = await team(ben);
    const id = await group();
    await app.say(ana, id, `@${key} before`);

    await join(teamId, eve);
    await app.say(ana, id, `@${key} after`);

    expect([await unread(eve, id), await listed(eve, id)]).toEqual([1, [`@${key} after`]]);
    expect(await unread(ben, id)).toBe(2);
  });

  it('is not called any more once they left it', async () => {
    const { id: teamId, key } = await team(ben);
    const id = await group();
    await app.say(ana, id, `@${key}`);

    await leave(teamId, ben);

    expect([await unread(ben, id), await listed(ben, id)]).toEqual([0, []]);
  });

  it('does not hear of it from somebody whom they block', async () => {
    const [ria] = await app.people('ria');
    const { key } = await team(ria);
    const id = await app.conversation(ana, ria, ben);
    await app.as(ria).put(`/users/${ben.id}/block`);
    const socket = await listen(ria);

    await app.say(ben, id, `@${key} from Ben`);
    await app.say(ana, id, `@${key} from Ana`);

    const { data } = await socket.next('mention.created');
    expect(data.userId).toBe(ana.id);
    expect([await unread(ria, id), await listed(ria, id)]).toEqual([1, [`@${key} from Ana`]]);
  });
});

describe('those who are mentioned with a team', () => {
  it('are told on every node, by name first', async () => {
    const { id: teamId, key } = await team(ben, eve);
    const id = await group();
    const node = await AnotherNode.beside(app);
    try {
      const [ofBen, ofEve] = [await listen(ben), await listen(eve, node)];

      const { seq } = await app.say(ana, id, `@ben and @${key}`);

      const byName = { seq, userId: ana.id, everyone: false };
      expect((await ofBen.next('mention.created')).data).toEqual(byName);
      expect((await ofEve.next('mention.created')).data).toEqual({ ...byName, teamId });
    } finally {
      await Promise.all(sockets.splice(0).map((socket) => socket.close()));
      await node.stop();
    }
  });

  it('are told of an edit that adds the team, and not again of one that leaves it', async () => {
    const { id: teamId, key } = await team(ben);
    const id = await group();
    const { seq } = await app.say(ana, id, 'Look at gauge 4');
    const socket = await listen(ben);
    const edit = (body: string) => app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body }).expect(200);

    await edit(`Look at gauge 4, @${key}`);
    await edit(`Look at gauge 5, @${key}`);
    const next = await app.say(ana, id, `And 6, @${key}`);

    expect((await socket.next('mention.created')).data).toMatchObject({ seq, teamId });
    expect((await socket.next('mention.created', ({ data }) => data.seq === next.seq)).data.teamId).toBe(teamId);
    expect(socket.of('mention.created')).toHaveLength(2);
    expect(await unread(ben, id)).toBe(2);
  });

  it('are not, once an edit took the team away', async () => {
    const { key } = await team(ben);
    const id = await group();
    const { seq } = await app.say(ana, id, `@${key}`);

    const edited = await app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body: 'Never mind' }).expect(200);

    expect(edited.body.mentionedTeams).toBeUndefined();
    expect([await unread(ben, id), await listed(ben, id)]).toEqual([0, []]);
  });
});

describe('a team that changes', () => {
  it('is still meant by messages that have its old key, and shown by its new name', async () => {
    const { id: teamId, key } = await team(ben);
    const id = await group();
    const { seq } = await app.say(ana, id, `@${key}`);

    await app
      .as(app.root)
      .patch(`/admin/teams/${teamId}`, { key: `${key}-new`, name: 'New' })
      .expect(200);

    const message = await read(ben, `/conversations/${id}/messages/${seq}`);
    expect(message).toMatchObject({ body: `@${key}`, mentionedTeams: [{ teamId, key, name: 'New' }] });
    expect(await unread(ben, id)).toBe(1);
    const later = await app.say(ana, id, `@${key} and @${key}-new`);
    expect(later.mentionedTeams).toMatchObject([{ key: `${key}-new` }]);
  });

  it('is text once it is deleted, and calls nobody', async () => {
    const { id: teamId, key } = await team(ben);
    const id = await group();
    const { seq } = await app.say(ana, id, `@${key}`);

    await app.as(app.root).delete(`/admin/teams/${teamId}`).expect(204);

    expect((await read(ben, `/conversations/${id}/messages/${seq}`)).mentionedTeams).toBeUndefined();
    expect([await unread(ben, id), await listed(ben, id)]).toEqual([0, []]);
    expect((await app.say(ana, id, `@${key}`)).mentionedTeams).toBeUndefined();
  });
});
