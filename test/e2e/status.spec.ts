import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { answerAfter } from '../support/answer-after.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { Frame } from '../support/test-socket.js';

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let ben: Person;
let carl: Person;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  [ana, ben, carl] = await app.people('ana', 'ben', 'carl');
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const somebody = () => app.person(`p.${randomUUID().slice(0, 8)}`);

describe('a status', () => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const status = { text: 'On holiday', emoji: '🌴', until };
  const set = (person: Person, value: unknown) => app.as(person).patch('/users/me', { status: value });

  it('is shown to everybody, told on every node to those who share a conversation, and taken back', async () => {
    const person = await somebody();
    await app.conversation(person, ana, ben);
    const [here, there] = [await app.socketOf(ana), await other.socketOf(ben)];
    const isOf = ({ data }: Frame) => data.id === person.id;

    expect((await set(person, status).expect(200)).body.status).toEqual(status);
    const frames = await Promise.all([here, there].map((socket) => socket.next('user.updated', isOf)));
    const seen = (await app.as(ana).get(`/users/${person.id}`).expect(200)).body;
    const listed = (await app.as(ana).get(`/users?search=${person.username}`).expect(200)).body.items[0];
    const removed = (await set(person, null).expect(200)).body.status;

    for (const { data } of frames) {
      const { id, username } = person;
      expect(data).toEqual({ id, username, displayName: username, avatarUrl: null, status });
    }
    expect([seen.status, listed.status, removed]).toEqual([status, status, null]);
    await there.next('user.updated', (frame) => isOf(frame) && frame.data.status === null);
    expect(there.violations).toEqual([]);
  });

  it('stays until it is taken back without a time, and other changes leave it', async () => {
    const person = await somebody();
    await set(person, { text: 'At the desk' }).expect(200);

    const { body } = await app.as(person).patch('/users/me', { firstName: 'Ana' }).expect(200);

    expect(body.status).toEqual({ text: 'At the desk', emoji: '', until: null });
  });

  it('is the one that was set last, whole, when it is taken back and set at the same moment', async () => {
    const person = await somebody();
    await set(person, { text: 'Lunch', until }).expect(200);
    const later = { text: 'Lunch', emoji: '', until: new Date(Date.now() + 7_200_000).toISOString() };
    const takenBack = `update users set status_text = '', status_emoji = '', status_until = null where id = $1`;

    const answer = await answerAfter(app, [takenBack, person.id], () => set(person, later));

    expect([answer.status, answer.body.status]).toEqual([200, later]);
    expect((await app.as(person).get('/users/me').expect(200)).body.status).toEqual(later);
  });

  it('is none once its time is over', async () => {
    const person = await somebody();
    await set(person, status).expect(200);

    await app.database.query(`update users set status_until = now() - interval '1 second' where id = $1`, [person.id]);

    expect((await app.as(person).get('/users/me').expect(200)).body.status).toBeNull();
    expect((await app.as(ana).get(`/users/${person.id}`).expect(200)).body.status).toBeNull();
  });

  it.each([
    ['a text that is too long', { text: 'x'.repeat(101) }, { text: 'x'.repeat(100) }, '/status/text'],
    ['two lines', { text: 'a\nb' }, { text: 'a b' }, '/status/text'],
    ['two emoji', { emoji: '🌴🌴' }, { emoji: '👩‍👩‍👧‍👦' }, '/status/emoji'],
    ['a word for an emoji', { emoji: 'beach' }, { emoji: '🏖️' }, '/status/emoji'],
    ['a time that is over', { text: 'x', until: '2020-01-01T00:00:00Z' }, { text: 'x', until }, '/status/until'],
    ['what is no time', { text: 'x', until: 'tomorrow' }, { text: 'x', until: null }, '/status/until'],
    ['an unknown field', { text: 'x', color: 'red' }, { text: 'x' }, '/status/color'],
    ['what is no object', 'busy', { text: 'busy' }, '/status'],
    ['several', [{ text: 'busy' }], { text: 'busy' }, '/status'],
  ])('refuses %s', async (_what, wrong, right, pointer) => {
    const { body } = await set(carl, wrong).expect(400);

    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    await set(carl, right).expect(200);
  });
});

describe('a name that changes', () => {
  it('is new at once beside what is read on another node', async () => {
    const person = await somebody();
    const id = await app.conversation(ana, person);
    await app.say(person, id, 'hello');
    const socket = await other.socketOf(ana);
    const sender = async () =>
      (await other.as(ana).get(`/conversations/${id}/messages`).expect(200)).body.items[0].sender.displayName;
    const before = await sender();

    await app.as(person).patch('/users/me', { firstName: 'Nadia', lastName: 'Berg' }).expect(200);
    await socket.next('user.updated', ({ data }) => data.id === person.id);

    expect([before, await sender()]).toEqual([person.username, 'Nadia Berg']);
  });
});
