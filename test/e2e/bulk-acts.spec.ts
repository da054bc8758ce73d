import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { RunAdminJob } from '../../src/admin/jobs/run-admin-job.js';
import { TidyAdminJobs } from '../../src/admin/jobs/tidy-admin-jobs.js';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { expectWaiting } from '../support/answer-after.js';
import { statementsDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

interface Started {
  readonly jobId: string;
}

describe('an act on many accounts', () => {
  let app: TestApp;
  let staff: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
  });
  afterAll(() => app.stop());

  let round = 0;
  /** So many accounts, which a search finds by a word; their ids come before those of everybody who acts on them. */
  const crowd = async (size: number) => {
    const word = `crowd${String.fromCharCode(97 + round++)}q`;
    const made = await app.database.query<{ id: string }>(
      `insert into users (id, username, email, password, about, title, date_joined, folded_name)
       select ('00' || substr(gen_random_uuid()::text, 3))::uuid, $1 || n, $1 || n || '@x.example', '!', '', '', now(), '||' || $1 || n || '|'
       from generate_series(1, $2::integer) n returning id`,
      [word, size],
    );
    return { ids: made.map(({ id }) => id).sort(), filter: { search: word } };
  };
  const bulk = (who: Person, request: object) => app.as(who).post('/admin/users/bulk', request);
  const preview = async (who: Person, request: object) =>
    (await bulk(who, { ...request, dryRun: true }).expect(200)).body;
  /** Looks first, and says yes to what was seen. */
  const start = async (who: Person, request: object): Promise<string> => {
    const { count } = await preview(who, request);
    return ((await bulk(who, { ...request, confirm: count }).expect(202)).body as Started).jobId;
  };
  const jobOf = async (who: Person, id: string) => (await app.as(who).get(`/admin/jobs/${id}`).expect(200)).body;
  const ended = (who: Person, id: string) =>
    eventually(async () => {
      const job = await jobOf(who, id);
      expect(job.endedAt).not.toBeNull();
      return job;
    }, 20_000);
  const run = async (who: Person, request: object) => ended(who, await start(who, request));
  const activeAmong = async (ids: readonly string[]) =>
    (
      await app.database.query<{ id: string }>('select id from users where id = any($1) and is_active order by id', [
        ids,
      ])
    ).map(({ id }) => id);
  const acts = (action: string, ids: readonly string[]) =>
    app.database.query<{ target_id: string; request_id: string; actor_id: string }>(
      'select target_id, request_id, actor_id from audit_log where action = $1 and target_id = any($2)',
      [action, ids],
    );
  const usernameOf = async (id: string | undefined) =>
    (await app.database.query<{ username: string }>('select username from users where id = $1', [id]))[0]?.username;
  const roleId = (key: string) => BUILT_IN_ROLES.find((role) => role.key === key)?.id ?? '';

  /** Holds the row of an account, so that a job waits there; `then` is done before it is let go. */
  const whileHeld = async (id: string, begin: () => Promise<void>, then: (holder: Client) => Promise<unknown>) => {
    const holder = new Client(app.database.url);
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select 1 from users where id = $1 for update', [id]);
      await begin();
      await eventually(() => expectWaiting(app, 1));
      await then(holder);
      await holder.query('commit');
    } finally {
      await holder.end();
    }
  };

  describe('before it is done', () => {
    it('says how many it would change, how many are so already, and who would be refused and why', async () => {
      const { ids } = await crowd(3);
      await app.database.query('update users set is_active = false where id = $1', [ids[0]]);
      const nobody = '00000000-0000-4000-8000-000000000000';

      const answer = await preview(staff, {
        action: 'deactivate',
        ids: [...ids, app.root.id, staff.id, nobody],
      });

      expect(answer).toEqual({
        ...{ count: 2, unchanged: 1, refusedTotal: 3 },
        refused: expect.arrayContaining([
          { id: app.root.id, displayName: 'root', code: 'account_protected' },
          { id: staff.id, displayName: 'staff', code: 'account_protected' },
          { id: nobody, displayName: null, code: 'user_not_found' },
        ]),
      });
      expect(await activeAmong(ids)).toHaveLength(2);
      expect((await app.as(staff).get('/admin/jobs').expect(200)).body.items).toEqual([]);
    });

    it('names a hundred of those who would be refused, and counts the others', async () => {
      const { ids, filter } = await crowd(120);
      await app.database.query('update users set is_staff = true where id = any($1)', [ids]);

      const answer = await preview(staff, { action: 'end_sessions', filter });

      expect(answer).toMatchObject({ count: 0, refusedTotal: 120 });
      expect(answer.refused).toHaveLength(100);
    });

    it('is not begun without the number that was looked at, nor with another one', async () => {
      const { ids, filter } = await crowd(2);
      const request = { action: 'deactivate', filter };

      expect((await bulk(app.root, request).expect(400)).body.errors).toMatchObject([{ pointer: '/confirm' }]);
      const { body } = await bulk(app.root, { ...request, confirm: 1 }).expect(409);

      expect(body).toMatchObject({ code: 'bulk_count_changed', count: 2 });
      expect(await activeAmong(ids)).toEqual(ids);
      await bulk(app.root, { ...request, confirm: 2 }).expect(202);
    });

    it.each([
      ['nobody is named', {}],
      ['people are named in two ways', { ids: ['00000000-0000-4000-8000-000000000000'], filter: {} }],
      ['a role is missing', { action: 'add_role', filter: {} }],
      ['a role means nothing', { filter: {}, roleId: '00000000-0000-4000-8000-000000000000' }],
      ['the filter has what a filter has not', { filter: { limit: 5 } }],
      ['the act is unknown', { action: 'promote', filter: {} }],
    ])('is refused where %s', async (_, request) => {
      await bulk(app.root, { action: 'deactivate', dryRun: true, ...request }).expect(400);
    });

    it('needs the permission of the act on one account', async () => {
      const [support] = await app.people('helper');
      await app
        .as(app.root)
        .put(`/admin/users/${support.id}/roles/${roleId('support')}`)
        .expect(204);
      const { filter } = await crowd(1);

      expect((await bulk(support, { action: 'deactivate', filter, dryRun: true }).expect(403)).body.code).toBe(
        'permission_denied',
      );
      expect(await preview(support, { action: 'end_sessions', filter })).toMatchObject({ count: 1 });
    });
  });

  describe('once it is begun', () => {
    it('is done to everybody who matches, each on record with the job, and the job once', async () => {
      const { ids, filter } = await crowd(40);

      const job = await run(staff, { action: 'deactivate', filter });

      expect(job).toMatchObject({
        ...{ action: 'deactivate', state: 'done', done: 40, total: 40, changed: 40, unchanged: 0, failedTotal: 0 },
        ...{ failed: [], reason: null, actor: { username: 'staff' } },
      });
      expect(await activeAmong(ids)).toEqual([]);
      const recorded = await acts('user.deactivated', ids);
      expect(recorded).toHaveLength(40);
      expect(new Set(recorded.map(({ request_id: id, actor_id: by }) => `${id} ${by}`))).toEqual(
        new Set([`${job.id} ${staff.id}`]),
      );
      const started = await app.database.query(`select action, after from audit_log where target_id = $1`, [job.id]);
      expect(started).toEqual([{ action: 'job.started', after: { action: 'deactivate', filter, count: 40 } }]);
    });

    it('is done to those who are named and nobody else, and says to whom it was not done', async () => {
      const { ids } = await crowd(3);
      const [first = '', second = '', third = ''] = ids;
      await app.database.query('update users set is_staff = true where id = $1', [second]);

      const job = await run(staff, { action: 'deactivate', ids: [first, second] });

      expect(job).toMatchObject({ state: 'done', changed: 1, failedTotal: 1 });
      expect(job.failed).toEqual([
        { id: second, displayName: expect.any(String), line: null, code: 'account_protected' },
      ]);
      expect(await activeAmong(ids)).toEqual([second, third].sort());
    });

    it('signs people out on all devices', async () => {
      const [ana, ben] = await app.people('ana', 'ben');

      await run(staff, { action: 'end_sessions', ids: [ana.id] });

      await app.as(ana).get('/users/me').expect(401);
      await app.as(ben).get('/users/me').expect(200);
    });

    it('gives a role and takes it, by the rules of giving one', async () => {
      const { ids, filter } = await crowd(3);
      const auditor = { roleId: roleId('auditor'), filter };

      expect(await run(app.root, { action: 'add_role', ...auditor })).toMatchObject({ changed: 3 });
      expect(await preview(app.root, { action: 'add_role', ...auditor })).toMatchObject({ count: 0, unchanged: 3 });
      expect(await run(app.root, { action: 'remove_role', ...auditor })).toMatchObject({ changed: 3 });
      expect(await acts('user.role-taken', ids)).toHaveLength(3);
      expect((await bulk(staff, { action: 'add_role', ...auditor, dryRun: true }).expect(403)).body.code).toBe(
        'permission_denied',
      );
    });

    it('leaves one owner who can sign in, whoever is selected', async () => {
      const other = await app.person('other.owner', { isSuperuser: true });

      const job = await run(app.root, {
        action: 'remove_role',
        roleId: roleId('superuser'),
        ids: [app.root.id, other.id],
      });

      expect(job).toMatchObject({ changed: 1, failedTotal: 1 });
      const [{ id = '' } = {}] = await app.database.query<{ id: string }>('select id from users where is_superuser');
      expect([app.root.id, other.id]).toContain(id);
      await app.database.query('update users set is_superuser = (id = $1)', [app.root.id]);
      app = Object.assign(app, { root: await app.signIn('root') });
    });

    it('is taken back by its opposite, for those whom it changed alone', async () => {
      const { ids, filter } = await crowd(5);
      await app.database.query('update users set is_active = false where id = $1', [ids[0]]);
      const job = await run(staff, { action: 'deactivate', filter });
      expect(job).toMatchObject({ changed: 4, unchanged: 1 });

      const back = await run(staff, { action: 'activate', changedBy: job.id });

      expect(back).toMatchObject({ changed: 4, total: 4 });
      expect(await activeAmong(ids)).toEqual(ids.slice(1));
    });

    it('keeps whom it is about in one statement, however many they are', async () => {
      const { filter } = await crowd(3_000);
      const { count } = await preview(app.root, { action: 'end_sessions', filter });
      let id = '';

      const statements = await statementsDuring(
        async () => {
          id = (await bulk(app.root, { action: 'end_sessions', filter, confirm: count }).expect(202)).body.jobId;
        },
        ({ text }) => text.includes('insert into admin_job_items'),
      );

      expect(count).toBe(3_000);
      expect(statements).toHaveLength(1);
      await app.as(app.root).delete(`/admin/jobs/${id}`).expect(204);
    });
  });

  it('takes the names of many for good, but not one’s own, nor of those who lost theirs already', async () => {
    const { ids } = await crowd(3);
    await app
      .as(staff)
      .post(`/admin/users/${ids[0]}/anonymise`, { confirm: await usernameOf(ids[0]) })
      .expect(200);
    const request = { action: 'anonymise', ids: [...ids, staff.id, app.root.id] };

    expect(await preview(staff, request)).toMatchObject({
      ...{ count: 2, unchanged: 0, refusedTotal: 3 },
      refused: expect.arrayContaining([
        expect.objectContaining({ id: ids[0], code: 'account_anonymised' }),
        expect.objectContaining({ id: staff.id, code: 'own_anonymisation' }),
        expect.objectContaining({ id: app.root.id, code: 'account_protected' }),
      ]),
    });
    expect(await run(staff, request)).toMatchObject({ state: 'done', changed: 2 });
    for (const id of ids) expect(await usernameOf(id)).toMatch(/^deleted-/);
  });

  describe('while it goes on', () => {
    let ids: string[];
    beforeEach(async () => {
      ({ ids } = await crowd(4));
    });
    const [second, third] = [() => ids[1] ?? '', () => ids[2] ?? ''];

    it('is cancelled: nobody is acted on after the answer, and the rest can be done later', async () => {
      let id = '';
      let cancelled: PromiseLike<unknown> | undefined;
      await whileHeld(
        second(),
        async () => void (id = await start(staff, { action: 'deactivate', ids })),
        async () => {
          cancelled = app.as(staff).delete(`/admin/jobs/${id}`).expect(204);
          await eventually(() => expectWaiting(app, 2));
        },
      );
      await cancelled;

      const job = await jobOf(staff, id);
      expect(job).toMatchObject({ state: 'cancelled', changed: 2, total: 4 });
      expect(await activeAmong(ids)).toHaveLength(2);
      expect((await app.as(staff).delete(`/admin/jobs/${id}`).expect(409)).body.code).toBe('job_over');

      const { jobId } = (await app.as(staff).post(`/admin/jobs/${id}/retry`).expect(202)).body as Started;
      expect(await ended(staff, jobId)).toMatchObject({ state: 'done', changed: 2, total: 2 });
      expect(await activeAmong(ids)).toEqual([]);
    });

    it('goes on where it was when its connection is lost in the middle, and does nothing twice', async () => {
      let id = '';
      await whileHeld(
        third(),
        async () => void (id = await start(staff, { action: 'deactivate', ids })),
        () =>
          app.database.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          ),
      );

      expect(await ended(staff, id)).toMatchObject({ state: 'done', changed: 4, failedTotal: 0 });
      expect(await acts('user.deactivated', ids)).toHaveLength(4);
    });

    it('acts once on each, also when it was handed out twice', async () => {
      let id = '';
      const handling: Promise<void>[] = [];
      await whileHeld(
        second(),
        async () => void (id = await start(staff, { action: 'end_sessions', ids })),
        async () => {
          const { signal } = new AbortController();
          for (let n = 0; n < 2; n++) handling.push(app.nest.get(RunAdminJob).handle({ jobId: id }, signal));
          await eventually(() => expectWaiting(app, 3));
        },
      );
      await Promise.all(handling);

      expect(await ended(staff, id)).toMatchObject({ state: 'done', changed: 4 });
      expect(await acts('user.signed-out', ids)).toHaveLength(4);
    });

    it('is taken up again when the node that had it is gone', async () => {
      const job = await run(staff, { action: 'deactivate', ids });
      await app.database.query(
        `update admin_jobs set state = 'running', ended_at = null, beat_at = now() - interval '5 minutes' where id = $1`,
        [job.id],
      );
      await app.database.query(`update admin_job_items set state = 'waiting' where job_id = $1 and place > 2`, [
        job.id,
      ]);

      await app.nest.get(TidyAdminJobs).handle();

      expect(await ended(staff, job.id)).toMatchObject({ state: 'done', unchanged: 2 });
    });

    it('ends with the right of who asked for it, for that reason, and that is on record', async () => {
      // Accounts are locked in the order of their ids: while the job waits for one, theirs is free.
      const late = await app.person(`late${round}`, { isStaff: true });
      let id = '';
      await whileHeld(
        second(),
        async () => void (id = await start(late, { action: 'end_sessions', ids })),
        (holder) => holder.query('update users set is_staff = false where id = $1', [late.id]),
      );

      const job = await ended(app.root, id);
      expect(job).toMatchObject({ state: 'failed', reason: 'permission_denied' });
      expect(job.done).toBeLessThan(job.total);
      const recorded = await app.database.query(
        `select outcome from audit_log where target_id = $1 and action = 'job.stopped'`,
        [id],
      );
      expect(recorded).toEqual([{ outcome: 'refused' }]);
      await app.as(late).post(`/admin/jobs/${id}/retry`).expect(403);
    });

    it('and another admin does the same, each account is acted on by one of them', async () => {
      const request = { action: 'deactivate', ids };
      const jobs = await Promise.all([start(staff, request), start(app.root, request)]);

      const [one, other] = await Promise.all(jobs.map((id) => ended(app.root, id)));

      expect(one.changed + other.changed).toBe(4);
      expect(one.unchanged + other.unchanged).toBe(4);
      expect(await acts('user.deactivated', ids)).toHaveLength(4);
    });
  });

  describe('afterwards', () => {
    it('what was refused is tried again, and nothing where nothing is left', async () => {
      const { ids } = await crowd(2);
      await app.database.query('update users set is_staff = true where id = $1', [ids[0]]);
      const job = await run(staff, { action: 'deactivate', ids });
      await app.database.query('update users set is_staff = false where id = $1', [ids[0]]);

      const { jobId } = (await app.as(staff).post(`/admin/jobs/${job.id}/retry`).expect(202)).body as Started;

      expect(await ended(staff, jobId)).toMatchObject({ state: 'done', changed: 1, total: 1 });
      expect((await app.as(staff).post(`/admin/jobs/${jobId}/retry`).expect(409)).body.code).toBe('nothing_to_retry');
    });

    it('is seen by who did it and by who manages accounts, newest first, and by nobody else', async () => {
      const [support] = await app.people('desk');
      await app
        .as(app.root)
        .put(`/admin/users/${support.id}/roles/${roleId('support')}`)
        .expect(204);
      const { filter } = await crowd(1);
      const mine = await run(support, { action: 'end_sessions', filter });
      const theirs = await run(staff, { action: 'end_sessions', filter });

      const list = async (who: Person) =>
        (await app.as(who).get('/admin/jobs?limit=2').expect(200)).body.items.map(({ id }: { id: string }) => id);

      expect(await list(support)).toEqual([mine.id]);
      expect(await list(app.root)).toEqual([theirs.id, mine.id]);
      for (const method of ['get', 'delete'] as const) {
        expect((await app.as(support)[method](`/admin/jobs/${theirs.id}`).expect(404)).body.code).toBe('job_not_found');
      }
      const { nextCursor } = (await app.as(app.root).get('/admin/jobs?limit=1').expect(200)).body;
      const next = await app.as(app.root).get(`/admin/jobs?limit=1&cursor=${nextCursor}`).expect(200);
      expect(next.body.items).toMatchObject([{ id: mine.id }]);
    });

    it('is deleted after thirty days', async () => {
      const { filter } = await crowd(1);
      const job = await run(staff, { action: 'end_sessions', filter });
      await app.database.query(`update admin_jobs set ended_at = now() - interval '31 days' where id = $1`, [job.id]);

      await app.nest.get(TidyAdminJobs).handle();

      await app.as(staff).get(`/admin/jobs/${job.id}`).expect(404);
    });
  });
});
