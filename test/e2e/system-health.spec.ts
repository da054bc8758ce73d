import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { SETTINGS } from '../../src/config/settings.js';
import { HealthParts } from '../../src/core/health/health-parts.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

interface Part {
  readonly part: string;
  readonly state: string;
  readonly reason: string;
  readonly since: string;
  readonly facts: Record<string, number>;
}

const PARTS = [
  ...['audit', 'bus', 'clock', 'database', 'disk', 'files'],
  ...['jobs', 'mail', 'nodes', 'outbox', 'search', 'writes'],
];
const MAIL_SECRET = 'planted-mail-secret';
const STORE_SECRET = 'planted-store-secret';
const METRICS_SECRET = 'planted-metrics-secret';
const SIGNING_SECRET = 'planted-signing-secret-of-32-bytes-and-more';
const SETUP_SECRET = 'planted-setup-secret-of-tests';

describe('the health of the server', () => {
  let app: TestApp;
  let ana: Person;
  beforeAll(async () => {
    app = await TestApp.start(
      {
        smtpUrl: `smtp://mailer:${MAIL_SECRET}@127.0.0.1:9`,
        publicUrl: 'http://planted-host.example',
        s3Url: `http://key:${STORE_SECRET}@127.0.0.1:9/bucket`,
        metricsToken: METRICS_SECRET,
        jwtSecrets: [SIGNING_SECRET],
        setupToken: SETUP_SECRET,
      },
      pino({ level: 'silent' }),
    );
    ana = await app.person('planted-username', { firstName: 'Planted-First', lastName: 'Planted-Last' });
  });
  afterAll(() => app.stop());

  const read = async (): Promise<{ state: string; parts: Part[] }> =>
    (await app.as(app.root).get('/admin/health').expect(200)).body;
  const partOf = async (name: string) => (await read()).parts.find(({ part }) => part === name);
  const failed = async () => (await app.as(app.root).get('/admin/health/failed-jobs').expect(200)).body.items;
  const plantFailure = (job: string) =>
    app.database.query(
      `insert into jobs.job (name, data, source_name, source_output, source_created_on)
       values ('failed', '{"to": "planted@parley.example"}', '${job}', '{"message": "It did not work."}', now())
       returning id`,
    );

  it('names each part with its state, since when, and why', async () => {
    const { parts } = await read();

    expect(parts.map(({ part }) => part).sort()).toEqual(PARTS);
    for (const name of ['database', 'writes', 'nodes', 'clock', 'audit', 'outbox']) {
      expect(parts.find(({ part }) => part === name)).toMatchObject({ state: 'ok', since: expect.any(String) });
    }
    expect(parts.find(({ part }) => part === 'audit')?.reason).toBe('triggers_only');
  });

  it('is as bad as the part that is worst, and the others still answer', async () => {
    // Nothing listens where the files would be.
    const { state, parts } = await read();

    expect(parts.find(({ part }) => part === 'files')?.state).toBe('down');
    expect(state).toBe('down');
  });

  it('knows since when a part is as it is', async () => {
    const health = app.nest.get(HealthParts);
    const [first] = await health.report();
    const [again] = await health.report();

    expect(again?.since).toEqual(first?.since);
  });

  it('is told to monitors with the same figures', async () => {
    const nodes = await partOf('nodes');
    const answer = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_SECRET}` } });
    const text = await answer.text();

    expect(text).toContain('parley_health_state{part="files"} 2');
    expect(text).toContain('parley_health_state{part="database"} 0');
    expect(text).toContain(`parley_health_fact{part="nodes",fact="nodes"} ${nodes?.facts.nodes}`);
  });

  it('comes with alert rules for metrics that there are', async () => {
    const answer = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_SECRET}` } });
    const text = await answer.text();
    const { groups } = parse(readFileSync(join(PROJECT_ROOT, 'docs/alerts.yml'), 'utf8')) as {
      groups: { rules: { alert: string; expr: string }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    const { parts } = await read();

    expect(rules.length).toBeGreaterThan(8);
    for (const { alert, expr } of rules) {
      const metrics = expr.match(/parley_\w+/g) ?? [];
      expect([alert, metrics.length > 0]).toEqual([alert, true]);
      for (const metric of metrics) {
        expect([alert, text.includes(`# TYPE ${metric.replace(/_(bucket|count|sum)$/, '')} `)]).toEqual([alert, true]);
      }
      for (const [, part] of expr.matchAll(/part="(\w+)"/g)) expect(parts.map((each) => each.part)).toContain(part);
      for (const [, part, fact] of expr.matchAll(/part="(\w+)",fact="(\w+)"/g)) {
        expect([alert, Object.keys(parts.find((each) => each.part === part)?.facts ?? {})]).toEqual([
          alert,
          expect.arrayContaining([fact]),
        ]);
      }
    }
  });

  it('lists jobs that failed for good, without what they were given, and tries one again on record', async () => {
    const [{ id }] = (await plantFailure('statistics.tidy')) as [{ id: string }];
    const [listed] = await failed();
    expect(listed).toMatchObject({ id, job: 'statistics.tidy', reason: 'It did not work.' });
    expect(JSON.stringify(listed)).not.toContain('planted@');
    expect(await partOf('jobs')).toBeDefined();

    await app.as(app.root).post(`/admin/health/failed-jobs/${id}/retry`).expect(204);

    expect(await failed()).toEqual([]);
    const waits = await app.database.query(
      `select data from jobs.job where name = 'statistics.tidy' and state <> 'failed'`,
    );
    expect(waits.length).toBeGreaterThan(0);
    const record = await app.database.query(
      `select target_id, after from audit_log where action = 'failed-job.retried'`,
    );
    expect(record).toEqual([{ target_id: id, after: { job: 'statistics.tidy' } }]);
    await app.as(app.root).post(`/admin/health/failed-jobs/${id}/retry`).expect(404);
  });

  it('lets a failed job be, on record, and is well again', async () => {
    const [{ id }] = (await plantFailure('gone.job')) as [{ id: string }];
    const states = async () => (await app.nest.get(HealthParts).report()).find(({ part }) => part === 'jobs')?.reason;
    await eventually(async () => expect(await states()).toBe('jobs_failed'));

    await app.as(app.root).delete(`/admin/health/failed-jobs/${id}`).expect(204);

    expect(await failed()).toEqual([]);
    await eventually(async () => expect(await states()).not.toBe('jobs_failed'));
    const record = await app.database.query(
      `select target_id, before from audit_log where action = 'failed-job.dismissed'`,
    );
    expect(record).toEqual([{ target_id: id, before: { job: 'gone.job', reason: 'It did not work.' } }]);
    await app.as(app.root).delete(`/admin/health/failed-jobs/${id}`).expect(404);
  });

  it('keeps a failed job that this version does not know', async () => {
    const [{ id }] = (await plantFailure('gone.job')) as [{ id: string }];

    const { body } = await app.as(app.root).post(`/admin/health/failed-jobs/${id}/retry`).expect(409);

    expect(body.code).toBe('job_unknown');
    expect((await failed()).map((job: { id: string }) => job.id)).toEqual([id]);
  });

  it('is written into a support bundle without secrets and without people, on record', async () => {
    const answer = await fetch(`${app.url}/api/v1/admin/health/support-bundle`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.root.token}` },
    });
    const text = await answer.text();
    const bundle = JSON.parse(text) as Record<string, Record<string, unknown> & unknown[]>;

    expect(answer.headers.get('content-disposition')).toContain('parley-support.json');
    expect(Object.keys(bundle)).toEqual([
      ...[
        'madeAt',
        'process',
        'settings',
        'health',
        'now',
        'failedJobs',
        'statistics',
        'migrations',
        'database',
        'tables',
      ],
    ]);
    for (const [name, part] of Object.entries(bundle)) expect([name, part.error]).toEqual([name, undefined]);
    expect(Object.keys(bundle.settings ?? {}).sort()).toEqual(
      Object.values(SETTINGS)
        .map(({ name }) => name)
        .sort(),
    );
    expect(bundle.settings).toMatchObject({ SMTP_URL: '(set)', REDIS_URL: '(not set)', JWT_SECRET: '(set)' });
    const [database] = /\/\/([^/]+)\//.exec(app.settings.databaseUrl ?? '')?.slice(1) ?? [];
    for (const secret of [MAIL_SECRET, STORE_SECRET, METRICS_SECRET, SIGNING_SECRET, SETUP_SECRET, database ?? '?']) {
      expect(text).not.toContain(secret);
    }
    expect(text.toLowerCase()).not.toContain('planted');
    expect(text).not.toContain('parley.example');
    expect(text).not.toContain(ana.id);
    expect(await app.database.query(`select actor_id from audit_log where action = 'support-bundle.exported'`)).toEqual(
      [{ actor_id: app.root.id }],
    );
  });

  it('is for owners, admins and auditors; what changes something is for owners', async () => {
    const staff = await app.person('staff', { isStaff: true });

    await app.as(staff).get('/admin/health').expect(200);
    await app.as(ana).get('/admin/health').expect(403);
    for (const who of [staff, ana]) {
      await app.as(who).get('/admin/health/failed-jobs').expect(403);
      await app.as(who).post('/admin/health/support-bundle').expect(403);
    }
  });
});
