import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RateLimiter } from '../../src/core/http/rate-limit/rate-limiter.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ rateLimits: true });
});
afterAll(() => app.stop());

describe('what one request causes', () => {
  // No allowance comes back meanwhile, however slow the machine is.
  beforeAll(() => {
    const limiter = app.nest.get(RateLimiter);
    jest.spyOn(limiter, 'now').mockReturnValue(limiter.now());
  });
  afterAll(() => void jest.restoreAllMocks());

  it('is counted: a message to each of many is as many sends', async () => {
    const ana = await app.person('ana');
    await crowd('each', 59);
    const compose = () =>
      app.as(ana).post('/messages', {
        to: Array.from({ length: 45 }, (_, n) => `each${n + 1}`),
        clientId: randomUUID(),
        body: 'x',
        separate: true,
      });

    await compose().expect(201);
    await compose().expect(201);
    const { body } = await compose().expect(429);

    expect(body.code).toBe('rate_limited');
  });

  it('is counted: adding many people is as many sends', async () => {
    const ben = await app.person('ben');
    const ids = await crowd('member', 100);

    await app.as(ben).post('/conversations', { kind: 'group', subject: 'All', memberIds: ids }).expect(201);

    await app.as(ben).patch('/users/me', { title: 'x' }).expect(429);
  });

  it('is not counted when it was refused: who leaves out the one who cannot be added is not held up', async () => {
    const [kim, leo] = await app.people('kim', 'leo');
    await app.as(leo).patch('/users/me', { addableBy: 'nobody' }).expect(200);
    const ids = await crowd('invited', 150);
    const make = (memberIds: string[]) =>
      app.as(kim).post('/conversations', { kind: 'group', subject: 'All', memberIds });

    await make([...ids, leo.id]).expect(403);

    await make(ids).expect(201);
  });
});

describe('who may be put into groups', () => {
  it('is what they say: everyone, those they wrote to, or nobody', async () => {
    const [cem, dora, emil] = await app.people('cem', 'dora', 'emil');
    const make = (memberIds: string[]) =>
      app.as(cem).post('/conversations', { kind: 'group', subject: 'Pilot', memberIds });

    await make([dora.id]).expect(201);
    await app.as(dora).patch('/users/me', { addableBy: 'contacts' }).expect(200);
    await app.as(emil).patch('/users/me', { addableBy: 'nobody' }).expect(200);
    const { body: refused } = await make([dora.id, emil.id]).expect(403);
    const direct = await app.conversation(cem, dora);
    await app.say(cem, direct, 'Let me in');
    const { body: still } = await make([dora.id]).expect(403);
    await app.say(dora, direct, 'Come');
    const { body: group } = await make([dora.id]).expect(201);
    const { body: late } = await app
      .as(cem)
      .post(`/conversations/${group.id}/members`, { userIds: [dora.id, emil.id] })
      .expect(403);

    expect([refused.code, pointers(refused)]).toEqual(['cannot_be_added', ['/memberIds/0', '/memberIds/1']]);
    expect(pointers(still)).toEqual(['/memberIds/0']);
    expect(pointers(late)).toEqual(['/userIds/1']);
  });

  it('is bounded for strangers, five groups a day by one and twenty by all, and not for those they wrote to', async () => {
    const [gus, hal] = await app.people('gus', 'hal');
    const strangers = await app.people('stranger1', 'stranger2', 'stranger3', 'stranger4', 'stranger5');
    const make = (maker: Person) =>
      app.as(maker).post('/conversations', { kind: 'group', subject: 'Spam', memberIds: [gus.id] });
    const direct = await app.conversation(gus, hal);
    await app.say(gus, direct, 'Hello');

    for (let n = 0; n < 5; n++) await make(strangers[0]).expect(201);
    expect((await make(strangers[0]).expect(403)).body.code).toBe('cannot_be_added');
    for (const stranger of strangers.slice(1, 4)) for (let n = 0; n < 5; n++) await make(stranger).expect(201);

    expect((await make(strangers[4]).expect(403)).body.code).toBe('cannot_be_added');
    await make(hal).expect(201);
  });
});

describe('people whom many strangers put into groups at once', () => {
  it('are in twenty of them, whether groups are made or grow, in whatever order people are named', async () => {
    const [ida, jan] = await app.people('ida', 'jan');
    const strangers = await Promise.all(Array.from({ length: 24 }, (_, n) => app.person(`crowd${n}`)));
    const groups = await Promise.all(strangers.map((stranger) => app.conversation(stranger, stranger, stranger)));
    const both = (n: number) => (n % 2 ? [ida.id, jan.id] : [jan.id, ida.id]);
    const put = (stranger: Person, n: number) => [
      app.as(stranger).post('/conversations', { kind: 'group', subject: 'Spam', memberIds: both(n) }),
      app.as(stranger).post(`/conversations/${groups[n]}/members`, { userIds: both(n + 1) }),
    ];

    const answers = await Promise.all(strangers.flatMap(put));

    expect(answers.filter(({ status }) => status === 403)).toHaveLength(28);
    for (const person of [ida, jan]) {
      expect((await app.as(person).get('/conversations').expect(200)).body.items).toHaveLength(20);
    }
  });
});

/** Accounts that only have to be there. */
async function crowd(name: string, size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, () => randomUUID());
  await app.database.query(
    `insert into users (id, username, email, password, date_joined)
     select id, $2 || n, $2 || n || '@parley.example', '!', now() from unnest($1::uuid[]) with ordinality c(id, n)`,
    [ids, name],
  );
  return ids;
}

function pointers({ errors }: { errors: { pointer: string }[] }): string[] {
  return errors.map(({ pointer }) => pointer);
}
