import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Authenticator } from '../../src/core/security/authenticator.js';
import { Revocations } from '../../src/core/security/revocations/revocations.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let other: AnotherNode;
beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const somebody = () => app.person(`p.${randomUUID().slice(0, 8)}`);
const deactivate = ({ id }: Person) => app.as(app.root).patch(`/admin/users/${id}`, { isActive: false }).expect(200);

/** Lets a token be found good, and holds that answer back until it is released. */
function heldAnswers(node: NestFastifyApplication) {
  const authenticator = node.get(Authenticator);
  const judge = authenticator.authenticate.bind(authenticator);
  const gate = Promise.withResolvers<void>();
  const spy = jest.spyOn(authenticator, 'authenticate').mockImplementationOnce(async (token) => {
    const answer = await judge(token);
    await gate.promise;
    return answer;
  });
  return { release: gate.resolve, isWaiting: () => eventually(() => expect(spy).toHaveBeenCalled()) };
}

describe('a hello whose token was good a moment ago', () => {
  it.each<[string, (person: Person) => PromiseLike<unknown>]>([
    ['the account was deactivated', deactivate],
    ['the session signed out', (person) => app.as(person).post('/auth/logout').expect(204)],
    ['the session was ended from another device', (person) => endFromAnotherDevice(person)],
    ['the password was changed on another device', (person) => changePassword(person)],
  ])('is refused with 4401 and told nothing, when meanwhile %s', async (_case, act) => {
    const person = await somebody();
    const answers = heldAnswers(app.nest);
    const socket = await app.strangerSocket();
    socket.send({ type: 'hello', token: person.token });
    await answers.isWaiting();

    await act(person);
    answers.release();

    expect(await socket.closed()).toBe(4401);
    expect(socket.frames).toEqual([]);
  });

  it('is let in when nothing happened meanwhile', async () => {
    const person = await somebody();
    const answers = heldAnswers(app.nest);
    const socket = await app.strangerSocket();
    socket.send({ type: 'hello', token: person.token });
    await answers.isWaiting();

    answers.release();

    expect((await socket.next('ready')).userId).toBe(person.id);
  });

  it('is refused on another node too', async () => {
    const person = await somebody();
    const answers = heldAnswers(other.nest);
    const socket = await other.strangerSocket();
    socket.send({ type: 'hello', token: person.token });
    await answers.isWaiting();

    await deactivate(person);
    await other.nest.get(Revocations).read();
    answers.release();

    expect(await socket.closed()).toBe(4401);
    expect(socket.frames).toEqual([]);
  });
});

describe('nine hundred and sixty hellos that race with a deactivation', () => {
  it('leave no socket open', async () => {
    const sockets: TestSocket[] = [];
    for (let n = 0; n < 24; n++) {
      const person = await somebody();
      const sessions = [person, ...(await Promise.all([1, 2, 3].map(() => app.signIn(person.username))))];
      const mine = await Promise.all(Array.from({ length: 40 }, () => TestSocket.connect(app.realtimeUrl)));
      const racing = mine.map(async (socket, i) => {
        for (let turn = 0; turn < (i * n) % 60; turn++) await new Promise((resolve) => setImmediate(resolve));
        socket.send({ type: 'hello', token: sessions[i % sessions.length]?.token });
      });
      await Promise.all([...racing, deactivate(person)]);
      sockets.push(...mine);
    }

    await eventually(() => expect(sockets.filter(({ closeCode }) => closeCode !== 4401)).toHaveLength(0));
    expect(sockets).toHaveLength(960);
  }, 120_000);
});

async function endFromAnotherDevice(person: Person): Promise<void> {
  const elsewhere = await app.signIn(person.username);
  const { body } = await app.as(person).get('/auth/sessions').expect(200);
  const { id } = body.items.find(({ current }: { current: boolean }) => current);
  await app.as(elsewhere).delete(`/auth/sessions/${id}`).expect(204);
}

async function changePassword(person: Person): Promise<void> {
  const elsewhere = await app.signIn(person.username);
  const change = { currentPassword: person.password, newPassword: 'eight-herons-dance' };
  await app.as(elsewhere).post('/auth/password', change).expect(204);
}
