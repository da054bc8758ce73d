import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { Bus } from '../../src/core/bus/bus.js';
import { SEND_BATCH, sendBatchValues } from '../../src/messages/log/send-batch.js';
import { UserCards } from '../../src/users/user-cards.js';
import { type Person, TestApp } from '../support/test-app.js';

const logged: string[] = [];

let app: TestApp;
let ana: Person;
let ben: Person;
let conversationId: string;
beforeAll(async () => {
  app = await TestApp.start({}, pino({ level: 'warn' }, { write: (line) => void logged.push(line) }));
  [ana, ben] = await app.people('ana', 'ben');
  conversationId = await app.conversation(ana, ben);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => app.stop());

describe('a message that is committed', () => {
  it('is told and acknowledged although names cannot be loaded at first', async () => {
    const [anas, bens] = [await app.socketOf(ana), await app.socketOf(ben)];
    jest
      .spyOn(app.nest.get(UserCards), 'get')
      .mockRejectedValueOnce(new Error('The pool is full.'))
      .mockRejectedValueOnce(new Error('The pool is full.'));

    anas.send({ type: 'send', ref: 1, conversationId, clientId: randomUUID(), body: 'still here' });

    const told = await bens.next('message.created');
    const ack = await anas.next('ack');
    expect([told.data.body, ack.message.seq]).toEqual(['still here', told.data.seq]);
    expect(logged.filter((line) => line.includes('The pool is full.'))).toHaveLength(1);
  });

  it('is told although the process that wrote it told nobody', async () => {
    const bens = await app.socketOf(ben);
    const draft = {
      conversationId,
      senderId: ana.id,
      clientId: randomUUID(),
      body: 'nobody said so',
      subject: undefined,
      replyToSeq: undefined,
      origin: undefined,
    };

    await app.database.query(SEND_BATCH.text, sendBatchValues([draft], app.nest.get(Bus).nodeId));

    expect((await bens.next('message.created')).data.body).toBe('nobody said so');
  });
});

describe('a right that ended on another node', () => {
  it('is heard of here, however long its transaction took to be committed', async () => {
    const cem = await app.person('cem');
    const socket = await app.socketOf(cem);

    await app.database.query(
      `insert into revocations (id, kind, user_id, facts, at) values ($1, 'user', $2, '{"reason": "deactivated"}', now() - interval '1 minute')`,
      [randomUUID(), cem.id],
    );

    expect(await socket.closed()).toBe(4401);
  });
});
