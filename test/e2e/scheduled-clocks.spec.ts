import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FollowClocks } from '../../src/scheduled/follow-clocks.js';
import { SendScheduled } from '../../src/scheduled/send-scheduled.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let id: string;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben] = await app.people('ana', 'ben');
  id = await app.conversation(ana, ben);
});
afterAll(() => app.stop());

const BERLIN = 'Europe/Berlin';
const NEW_YEAR = { time: '2097-01-01T09:00', zone: BERLIN };
const NEW_YEAR_AT = '2097-01-01T08:00:00.000Z';

const post = (dto: object) =>
  app.as(ben).post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Valve opens left', ...dto });
const schedule = async (sendAtLocal: object) => (await post({ sendAtLocal }).expect(202)).body.scheduled;
const change = (scheduled: { id: string }, dto: object) =>
  app.as(ben).patch(`/messages/scheduled/${scheduled.id}`, dto);
const listed = async (scheduled: { id: string }) => {
  const { body } = await app.as(ben).get('/messages/scheduled?limit=100').expect(200);
  return (body.items as { id: string }[]).find((one) => one.id === scheduled.id);
};
/** As if the rules of its zone had been others when it was scheduled. */
const misread = (scheduled: { id: string }, sendAt: string) =>
  app.database.query('update scheduled_messages set send_at = $2 where id = $1', [scheduled.id, sendAt]);
const followClocks = () => app.nest.get(FollowClocks).handle({});
const said = async () => {
  const { body } = await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
  return (body.items as { body: string }[]).map((message) => message.body);
};

describe('a message to be sent by the clocks of a place', () => {
  it('waits for the moment at which they show that, and says both', async () => {
    const scheduled = await schedule(NEW_YEAR);
    const { body: composed } = await app
      .as(ben)
      .post('/messages', { clientId: randomUUID(), body: 'Hello', to: [ana.username], sendAtLocal: NEW_YEAR })
      .expect(202);

    expect(scheduled).toMatchObject({ sendAt: NEW_YEAR_AT, sendAtLocal: NEW_YEAR });
    expect(await listed(scheduled)).toEqual(scheduled);
    expect(composed.scheduled).toMatchObject({ sendAt: NEW_YEAR_AT, sendAtLocal: NEW_YEAR });
  });

  it.each([
    ['later where they skip it', '2097-03-31T02:30', '2097-03-31T01:30:00.000Z'],
    ['the first where it comes twice', '2097-10-27T02:30', '2097-10-27T00:30:00.000Z'],
    ['as they go then, not now', '2097-07-01T09:00', '2097-07-01T07:00:00.000Z'],
  ])('is %s', async (_, time, sendAt) => {
    expect(await schedule({ time, zone: BERLIN })).toMatchObject({ sendAt, sendAtLocal: { time, zone: BERLIN } });
  });

  it('is given another time by other clocks or as a moment, and keeps it where its text alone is changed', async () => {
    const scheduled = await schedule(NEW_YEAR);
    const tokyo = { time: '2097-01-02T09:00', zone: 'Asia/Tokyo' };

    const { body: rewritten } = await change(scheduled, { body: 'Right' }).expect(200);
    const { body: moved } = await change(scheduled, { sendAtLocal: tokyo }).expect(200);
    const { body: fixed } = await change(scheduled, { sendAt: NEW_YEAR_AT }).expect(200);

    expect(rewritten).toMatchObject({ body: 'Right', sendAt: NEW_YEAR_AT, sendAtLocal: NEW_YEAR });
    expect(moved).toMatchObject({ sendAt: '2097-01-02T00:00:00.000Z', sendAtLocal: tokyo });
    expect(fixed).toMatchObject({ sendAt: NEW_YEAR_AT, sendAtLocal: null });
  });

  it('has a zone that there is, under its present name, and a time that there is, to come, and no other', async () => {
    const { zone: renamed } = (await schedule({ ...NEW_YEAR, zone: 'Europe/Kiev' })).sendAtLocal;
    const scheduled = await schedule(NEW_YEAR);
    const wrong = [
      { sendAtLocal: { ...NEW_YEAR, zone: 'Europe/Nowhere' } },
      { sendAtLocal: { ...NEW_YEAR, time: '2097-02-29T09:00' } },
      { sendAtLocal: { ...NEW_YEAR, time: '2097-01-01T24:00' } },
      { sendAtLocal: { ...NEW_YEAR, time: NEW_YEAR_AT } },
      { sendAtLocal: { ...NEW_YEAR, time: '9999-12-31T23:59' } },
      { sendAtLocal: { time: NEW_YEAR.time } },
      { sendAtLocal: NEW_YEAR_AT },
      { sendAtLocal: null },
      { sendAtLocal: NEW_YEAR, sendAt: NEW_YEAR_AT },
      { sendAtLocal: { ...NEW_YEAR, time: '2020-01-01T09:00' } },
    ];

    const refused = [];
    for (const dto of wrong) refused.push(await post(dto).expect(400), await change(scheduled, dto).expect(400));
    const held = await post({ sendAtLocal: NEW_YEAR, holdSeconds: 3 }).expect(400);

    const places = ['zone', 'time', 'time', 'time', 'time', 'zone'].map((field) => `/sendAtLocal/${field}`);
    const pointers = [...places, ...Array.from({ length: 4 }, () => '/sendAtLocal')].flatMap((each) => [each, each]);
    expect(renamed).toBe('Europe/Kyiv');
    expect(refused.map(({ body }) => body.errors[0].pointer)).toEqual(pointers);
    expect(refused.slice(-2).map(({ body }) => body.code)).toEqual(['in_the_past', 'in_the_past']);
    expect(held.body.errors[0].pointer).toBe('/holdSeconds');
    expect(await listed(scheduled)).toEqual(scheduled);
  });

  it('keeps that time though the rules of the zone change, and what was asked for as a moment stays that', async () => {
    const [followed, fixed] = [await schedule(NEW_YEAR), await schedule(NEW_YEAR)];
    await change(fixed, { sendAt: NEW_YEAR_AT }).expect(200);
    const wrong = '2097-01-01T07:00:00.000Z';
    for (const scheduled of [followed, fixed]) await misread(scheduled, wrong);
    const socket = await app.socketOf(ben);

    await followClocks();

    const { data } = await socket.next('scheduled.updated');
    expect(data.scheduled).toEqual(followed);
    expect(await listed(followed)).toEqual(followed);
    expect(await listed(fixed)).toMatchObject({ sendAt: wrong });
    await followClocks();
    expect(socket.of('scheduled.updated')).toHaveLength(1);
  });

  it('is sent at the moment to which it was moved, and not at the one before', async () => {
    const scheduled = await schedule(NEW_YEAR);
    const before = new Date(Date.now() - 1_000).toISOString();
    await misread(scheduled, before);
    await followClocks();

    await app.nest.get(SendScheduled).handle({ id: scheduled.id, sendAt: before });
    const early = await said();
    await app.nest.get(SendScheduled).handle({ id: scheduled.id, sendAt: NEW_YEAR_AT });

    expect(early).toEqual([]);
    expect(await said()).toEqual(['Valve opens left']);
    const jobs = await app.database.query(
      `select start_after as at from jobs.job where name = 'scheduled.send' and data ->> 'id' = $1 and start_after > now()`,
      [scheduled.id],
    );
    expect(jobs).toEqual([{ at: new Date(NEW_YEAR_AT) }, { at: new Date(NEW_YEAR_AT) }]);
  });

  it('is not moved where it failed, or its zone is none that this system knows; others are', async () => {
    const many = [];
    for (let n = 0; n < 4; n++) many.push(await schedule(NEW_YEAR));
    const [failed, unknown, ...others] = many as { id: string }[];
    const wrong = '2097-01-01T07:00:00.000Z';
    for (const scheduled of many) await misread(scheduled, wrong);
    await app.database.query('update scheduled_messages set state = 3 where id = $1', [failed?.id]);
    await app.database.query(`update scheduled_messages set wall_zone = 'Moon/Base' where id = $1`, [unknown?.id]);

    await followClocks();

    for (const scheduled of others) expect(await listed(scheduled)).toMatchObject({ sendAt: NEW_YEAR_AT });
    for (const scheduled of [failed, unknown])
      expect(scheduled && (await listed(scheduled))).toMatchObject({ sendAt: wrong });
  });
});
