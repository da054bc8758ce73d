import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { StatisticsRecorder } from '../../src/core/statistics/statistics-recorder.js';
import { TidyStatistics } from '../../src/core/statistics/tidy-statistics.js';
import { JobFailures } from '../../src/core/jobs/job-failures.repository.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';

interface Series {
  readonly name: string;
  readonly values: (number | null)[];
  readonly total: number | null;
  readonly previous: number | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NODE = '00000000-0000-7000-8000-00000000000a';
const OTHER_NODE = '00000000-0000-7000-8000-00000000000b';
/** The beginning of an hour that is long over, at `hours` after a day that began so many days ago. */
const hourAgo = (days: number, hours = 0) =>
  new Date(Math.floor((Date.now() - days * DAY_MS) / DAY_MS) * DAY_MS + hours * HOUR_MS);

describe('the statistics', () => {
  let app: TestApp;
  let other: AnotherNode;
  let ana: Person;
  let ben: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    [ana, ben] = await app.people('ana', 'ben');
    other = await AnotherNode.beside(app);
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });

  const recordAll = async () => {
    await app.nest.get(StatisticsRecorder).record();
    await other.nest.get(StatisticsRecorder).record();
  };
  const read = async (search: Record<string, string> = {}, who: Person = app.root) =>
    (
      await app
        .as(who)
        .get(`/admin/statistics?${new URLSearchParams(search)}`)
        .expect(200)
    ).body as { at: string[]; series: Series[]; recordedSince: string | null };
  const seriesOf = async (name: string, search: Record<string, string> = {}) =>
    (await read(search)).series.find((series) => series.name === name);
  const now = async (who: Person = app.root) => (await app.as(who).get('/admin/statistics/now').expect(200)).body;
  const insert = (series: string, at: Date, value: number, { step = 'minute', node = NODE, le = 0 } = {}) =>
    app.database.query(
      `insert into statistics (series, at, step, node_id, le, value)
       values ('${series}', '${at.toISOString()}', '${step}', '${node}', '${le}', ${value})`,
    );

  it('add up what all nodes counted', async () => {
    await recordAll();
    const before = (await seriesOf('messages.sent'))?.total ?? 0;
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'on this node');
    await other
      .as(ben)
      .post(`/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: 'on the other' })
      .expect(201);

    await recordAll();
    await recordAll();

    expect((await seriesOf('messages.sent'))?.total).toBe(before + 2);
  });

  it('know how long messages took to those who are connected', async () => {
    const id = await app.conversation(ana, ben);
    const socket = await app.socketOf(ben);
    await app.say(ana, id, 'hello');
    await socket.next('message.created');

    await recordAll();

    const delivered = await seriesOf('messages.delivered');
    expect(delivered?.total).toBeGreaterThan(0);
    expect(delivered?.total).toBeLessThan(30_000);
  });

  it('count sign-ins, and those that failed', async () => {
    await recordAll();
    const before = [await seriesOf('sign-ins.succeeded'), await seriesOf('sign-ins.failed')].map((s) => s?.total ?? 0);
    await app.signIn('ana');
    await app.anonymous().post('/auth/login', { login: 'ana', password: 'wrong-horse-battery' }).expect(401);
    await recordAll();

    const after = [await seriesOf('sign-ins.succeeded'), await seriesOf('sign-ins.failed')].map((s) => s?.total ?? 0);
    expect(after).toEqual(before.map((count) => count + 1));
  });

  it('have a figure for each step, and the period before to compare with', async () => {
    const from = hourAgo(10);
    await insert('people.active', hourAgo(20), 1, { step: 'hour' });
    await insert('messages.sent', hourAgo(10, 1), 5, { step: 'hour' });
    await insert('messages.sent', hourAgo(10, 3), 7, { step: 'hour' });
    await insert('messages.sent', hourAgo(10, -2), 4, { step: 'hour' });

    const sent = await seriesOf('messages.sent', {
      from: from.toISOString(),
      to: hourAgo(10, 4).toISOString(),
      step: 'hour',
    });

    expect(sent).toMatchObject({ values: [0, 5, 0, 7], total: 12, previous: 4 });
  });

  it('put old minutes of all nodes together into hours, and lose nothing', async () => {
    const hour = hourAgo(4, 9);
    for (const [minute, node, value] of [
      [0, NODE, 3],
      [0, OTHER_NODE, 4],
      [5, NODE, 10],
    ] as const) {
      const at = new Date(hour.getTime() + minute * MINUTE_MS);
      await insert('messages.sent', at, value, { node });
      await insert('people.active', at, value, { node });
      await insert('messages.delivered', at, value, { node, le: 50 });
    }
    const period = { from: hour.toISOString(), to: new Date(hour.getTime() + HOUR_MS).toISOString(), step: 'hour' };
    const before = await read(period);

    await app.nest.get(TidyStatistics).handle();
    await app.nest.get(TidyStatistics).handle();

    const after = await read(period);
    expect(after).toEqual(before);
    expect(after.series.find(({ name }) => name === 'messages.sent')?.values).toEqual([17]);
    // Most at the same time, on both nodes together, in any minute of it.
    expect(after.series.find(({ name }) => name === 'people.active')?.values).toEqual([10]);
    expect(
      await app.database.query(
        `select step from statistics where at >= '${period.from}' and at < '${period.to}' and step = 'minute'`,
      ),
    ).toEqual([]);
  });

  it('keep days for two years', async () => {
    await insert('messages.sent', hourAgo(800), 1, { step: 'day' });
    await insert('messages.sent', hourAgo(700), 1, { step: 'day' });

    await app.nest.get(TidyStatistics).handle();

    expect(await app.database.query(`select at from statistics where at < now() - interval '600 days'`)).toEqual([
      { at: hourAgo(700) },
    ]);
  });

  it('say in English how long an hour is kept', async () => {
    const [from, to] = [900, 890].map((days) => new Date(Date.now() - days * DAY_MS).toISOString());
    const { body } = await app.as(app.root).get(`/admin/statistics?from=${from}&to=${to}&step=hour`).expect(400);

    expect(body).toMatchObject({ code: 'step_too_fine', detail: expect.stringMatching(/^Steps of an hour are kept/) });
  });

  it.each([
    [{ from: '2026-02-02T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }, 'invalid_period', '/to'],
    [{ from: '2020-01-01T00:00:00.000Z', step: 'hour' }, 'too_many_points', '/step'],
    [
      {
        from: new Date(Date.now() - 6 * DAY_MS).toISOString(),
        to: new Date(Date.now() - 5.5 * DAY_MS).toISOString(),
        step: 'minute',
      },
      'step_too_fine',
      '/step',
    ],
    [{ step: 'second' }, 'validation_failed', '/step'],
    [{ from: 'yesterday' }, 'validation_failed', '/from'],
  ])('are refused for %j', async (search, code, pointer) => {
    const { body } = await app
      .as(app.root)
      .get(`/admin/statistics?${new URLSearchParams(search as Record<string, string>)}`)
      .expect(400);

    expect(body).toMatchObject({ code, errors: [{ pointer }] });
  });

  it('are for owners, admins and auditors', async () => {
    const staff = await app.person('staff', { isStaff: true });
    const auditor = await app.person('auditor');
    const role = BUILT_IN_ROLES.find(({ key }) => key === 'auditor');
    await app.as(app.root).put(`/admin/users/${auditor.id}/roles/${role?.id}`).expect(204);

    for (const who of [app.root, staff, auditor]) await read({}, who);
    for (const path of ['/admin/statistics', '/admin/statistics/now']) await app.as(ana).get(path).expect(403);
  });

  it('cost three statements, however much was written', async () => {
    const asked = await queriesDuring(() => read(), /^statistics\.(read|first)/);

    expect(asked.sort()).toEqual(['statistics.first', 'statistics.read', 'statistics.read']);
  });

  it('say what is going on now, without counting messages', async () => {
    await app.say(ana, await app.conversation(ana, ben), 'just now');
    await recordAll();

    const figures = await now();

    expect(figures).toMatchObject({
      version: '0.1.0',
      active: { people: expect.any(Number) },
      delivery: { p95Ms: expect.any(Number), messages: expect.any(Number) },
      signIns: { failed: expect.any(Number) },
      jobs: { waiting: expect.any(Number), failed: 0 },
      storage: { databaseBytes: expect.any(Number), fileBytes: 0 },
      nodes: { running: 2 },
    });
    expect(figures.messages.lastMinute).toBeGreaterThan(0);
    expect(figures.people.active).toBeGreaterThanOrEqual(3);
  });

  it('answer many who look at once with eight statements, none of which reads messages', async () => {
    const asked = await queriesDuring(
      () => Promise.all([now(), now(), now()]),
      /^(statistics\.read|people\.count-active|jobs\.summary|overview\..+|nodes\.living)$/,
    );

    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('are there but for the figure that cannot be read', async () => {
    const broken = jest.spyOn(app.nest.get(JobFailures), 'summary').mockRejectedValue(new Error('away'));
    const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);

    const figures = await now();
    broken.mockRestore();
    later.mockRestore();

    expect(figures.jobs).toEqual({ error: 'unavailable' });
    expect(figures.nodes).toEqual({ running: 2 });
  });
});
