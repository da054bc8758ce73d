import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Revocations } from '../../src/core/security/revocations/revocations.js';
import { QuietLine } from '../support/quiet-line.js';
import { eventually } from '../support/eventually.js';
import { TestDatabase } from '../support/database.js';
import { type Person, TestApp } from '../support/test-app.js';

let database: TestDatabase;
let line: QuietLine;
let app: TestApp;
let ana: Person;
let ben: Person;
let id: string;
const send = (conversationId = id, body = 'are you there?') =>
  app.as(ana).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });

beforeAll(async () => {
  database = await TestDatabase.create();
  line = await QuietLine.to(database.url);
  app = await TestApp.start({ databaseUrl: line.url });
  [ana, ben] = await app.people('ana', 'ben');
  id = await app.conversation(ana, ben);
});
afterAll(async () => {
  await app.stop();
  await line.close();
  await database.drop();
});

describe('a database that says nothing', () => {
  it('is 503 with a time to come back for everybody, and nothing stays broken when it speaks again', async () => {
    const socket = await app.socketOf(ben);
    const renewing = await app.socketOf(ben);
    const arriving = await app.strangerSocket();
    await send().expect(201);
    line.silence();
    await eventually(() => expect(app.nest.get(Revocations).age()).toBeGreaterThan(1_000));
    for (const one of [renewing, arriving]) one.send({ type: 'hello', token: ben.token });

    const answers = await Promise.all([
      send(),
      send(),
      app.as(ben).get('/conversations'),
      app.as(ben).get('/users/me'),
    ]);

    expect(answers.map(({ status, headers }) => [status, headers.has('retry-after')])).toEqual(
      answers.map(() => [503, true]),
    );
    expect([await renewing.closed(), await arriving.closed()]).toEqual([1013, 1013]);
    line.speak();
    await eventually(() => send(id, 'welcome back').expect(201), 20_000);
    await socket.next('message.created', ({ data }) => data.body === 'welcome back');
  }, 60_000);
});

describe('a conversation whose lock somebody holds', () => {
  it('delays only itself', async () => {
    const other = await app.conversation(ana, await app.person('cem'));
    const holder = new Client(database.url);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from conversations where id = $1 for update', [id]);
    const late = [send(id, 'late 1'), send(id, 'late 2'), send(id, 'late 3')];
    await send(other).expect(201);
    await send(other).expect(201);

    await holder.query('commit');
    await holder.end();

    const seqs = [];
    for (const one of late) seqs.push((await one.expect(201)).body.seq);
    expect(seqs).toEqual([seqs[0], seqs[0] + 1, seqs[0] + 2]);
  });
});
