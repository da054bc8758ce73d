import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { UserCards } from '../../src/users/user-cards.js';
import type { Request } from '../support/caller.js';
import { type Person, TestApp } from '../support/test-app.js';

const POOL = 4;
const AT_ONCE = 32;

let app: TestApp;
let people: Person[];
let groups: string[];
let newcomers: Person[];

beforeAll(async () => {
  app = await TestApp.start();
  const { master } = app.nest.get(DataSource).driver as unknown as { master: Pool };
  master.options.max = POOL;
  // Names are never at hand, so that whoever needs one has to ask the database.
  jest.spyOn(UserCards.prototype, 'peek').mockReturnValue(undefined);
  people = await app.people(...Array.from({ length: AT_ONCE }, (_, n) => `person${n}`));
  newcomers = await app.people(...Array.from({ length: AT_ONCE }, (_, n) => `newcomer${n}`));
  groups = await Promise.all(people.map((person) => app.conversation(person, app.root, person)));
  await Promise.all(people.map((person, n) => app.say(person, group(n), 'one')));
}, 120_000);
afterAll(async () => {
  jest.restoreAllMocks();
  await app.stop();
});

const person = (n: number): Person => people[n] as Person;
const newcomer = (n: number): Person => newcomers[n] as Person;
const group = (n: number): string => groups[n] ?? '';
const path = (n: number, rest: string): string => `/conversations/${group(n)}/${rest}`;
const mail = (to: string[], more: object = {}) => ({ to, clientId: randomUUID(), body: 'hello', ...more });
const account = (n: number, kind: string) => ({
  username: `${kind}${n}`,
  email: `${kind}${n}@parley.example`,
  password: 'seven-otters-sing',
});

/** In this order: each builds on those before it. */
const OPERATIONS: [what: string, ask: (n: number) => Request][] = [
  ['send', (n) => app.as(person(n)).post(path(n, 'messages'), { clientId: randomUUID(), body: 'x', subject: `S${n}` })],
  ['reply', (n) => app.as(person(n)).post(path(n, 'messages'), { clientId: randomUUID(), body: 'x', replyToSeq: 2 })],
  ['write to somebody', (n) => app.as(person(n)).post('/messages', mail([newcomer(n).id]))],
  ['write to several', (n) => app.as(person(n)).post('/messages', mail([newcomer(n).id, app.root.id]))],
  [
    'write to each',
    (n) => app.as(person(n)).post('/messages', mail([newcomer(n).id, app.root.id], { separate: true })),
  ],
  ['open a direct conversation', (n) => app.as(newcomer(n)).post('/conversations', direct(person((n + 1) % AT_ONCE)))],
  [
    'open a group',
    (n) => app.as(person(n)).post('/conversations', { kind: 'group', subject: 'G', memberIds: [app.root.id] }),
  ],
  ['rename a group', (n) => app.as(person(n)).patch(`/conversations/${group(n)}`, { subject: `Group ${n}` })],
  ['add somebody', (n) => app.as(person(n)).post(path(n, 'members'), { userIds: [newcomer(n).id] })],
  ['change a role', (n) => app.as(person(n)).patch(path(n, `members/${newcomer(n).id}`), { role: 'owner' })],
  ['remove somebody', (n) => app.as(person(n)).delete(path(n, `members/${app.root.id}`))],
  ['leave', (n) => app.as(newcomer(n)).delete(path(n, `members/${newcomer(n).id}`))],
  ['edit', (n) => app.as(person(n)).patch(path(n, 'messages/2'), { body: 'edited' })],
  ['delete for me', (n) => app.as(person(n)).delete(path(n, 'messages/2'))],
  ['restore', (n) => app.as(person(n)).post(path(n, 'messages/2/restore'))],
  ['delete for everyone', (n) => app.as(person(n)).delete(path(n, 'messages/2?for=everyone'))],
  ['restore for everyone', (n) => app.as(person(n)).post(path(n, 'messages/2/restore'))],
  ['read', (n) => app.as(person(n)).put(path(n, 'read'), { seq: 3 })],
  ['archive', (n) => app.as(person(n)).patch(path(n, 'me'), { archived: true })],
  ['save a draft', (n) => app.as(person(n)).put(path(n, 'draft'), { body: 'begun', order: 1 })],
  ['delete a draft', (n) => app.as(person(n)).delete(path(n, 'draft?order=2'))],
  [
    'begin a message',
    (n) => app.as(person(n)).put(`/drafts/compose/${randomUUID()}`, { body: 'begun', order: 1, to: [] }),
  ],
  ['change a name', (n) => app.as(person(n)).patch('/users/me', { firstName: `Name ${n}` })],
  ['change a password', (n) => app.as(person(n)).post('/auth/password', passwords(n))],
  ['end other sessions', (n) => app.as(person(n)).delete('/auth/sessions')],
  [
    'sign in',
    (n) => app.anonymous().post('/auth/login', { login: newcomer(n).username, password: newcomer(n).password }),
  ],
  ['refresh', (n) => app.anonymous().post('/auth/refresh', { refreshToken: newcomer(n).refreshToken })],
  ['make an account', (n) => app.as(app.root).post('/admin/users', account(n, 'made'))],
  ['change an account', (n) => app.as(app.root).patch(`/admin/users/${person(n).id}`, { lastName: `Last ${n}` })],
  ['hand over a password link', (n) => app.as(app.root).post(`/admin/users/${person(n).id}/password-link`)],
  ['sign somebody out', (n) => app.as(app.root).delete(`/admin/users/${person(n).id}/sessions`)],
  ['invite', () => app.as(app.root).post('/admin/invites', {})],
  ['deactivate', (n) => app.as(app.root).patch(`/admin/users/${newcomer(n).id}`, { isActive: false })],
];

const direct = (other: Person) => ({ kind: 'direct', userId: other.id });
const passwords = (n: number) => ({ currentPassword: person(n).password, newPassword: 'nine-herons-wade' });

describe('with four connections to the database, thirty-two at once can', () => {
  it.each(OPERATIONS)('%s', async (_what, ask) => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(n)));

    const refused = answers.filter(({ status }) => status >= 300).map(({ status, body }) => `${status} ${body.code}`);
    expect(new Set(refused)).toEqual(new Set());
  });
});
