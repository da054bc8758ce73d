import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AuditChain1763946100000 } from '../../migrations/1763946100000-audit-chain.js';
import { migrations } from '../../migrations/index.js';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { AnotherNode } from '../support/another-node.js';
import type { Answer } from '../support/caller.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { pagesReadBy } from '../support/statement-costs.js';
import { type Person, TestApp } from '../support/test-app.js';

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly position: number | null;
}

/** Past the triggers, as only the owner of the table can. */
const unseen = (statement: string) =>
  `alter table audit_log disable trigger user; ${statement}; alter table audit_log enable trigger user`;

/** All but the words, which follow from them. */
const COLUMNS = `id, at, actor_id, action, target_type, target_id, outcome, before, after, request_id, ip, user_agent, position,
  hash, details_hash, salt`;

/** Waits until everything that was done has its place. */
const everythingSealed = (app: TestApp) =>
  eventually(async () => {
    const open = await app.database.query('select id from audit_log where position is null');
    expect(open).toEqual([]);
  });

describe('the audit log', () => {
  let app: TestApp;
  let auditor: Person;
  let ana: Person;
  beforeAll(async () => {
    app = await TestApp.start({ trustProxy: ['127.0.0.1'] });
    auditor = await app.person('auditor');
    const role = BUILT_IN_ROLES.find(({ key }) => key === 'auditor');
    await app.as(app.root).put(`/admin/users/${auditor.id}/roles/${role?.id}`).expect(204);
    ana = await app.person('ana', { firstName: '=cmd()', lastName: 'Berg' });
    await app.as(app.root).patch(`/admin/users/${ana.id}`, { lastName: 'of Lisbon', isActive: false }).expect(200);
    await app.as(app.root).patch(`/admin/users/${ana.id}`, { isActive: true }).expect(200);
    await app.as(auditor).get('/admin/settings').expect(403);
    // Nobody waits for the record of a refusal.
    await eventually(async () =>
      expect(await app.database.query(`select id from audit_log where action = 'access.denied'`)).toHaveLength(1),
    );
    await app
      .anonymous()
      .with({ 'x-forwarded-for': '203.0.113.9' })
      .post('/auth/login', { login: 'auditor', password: 'wrong-horse' })
      .expect(401);
  });
  afterAll(() => app.stop());

  const find = async (search: Record<string, string>) => {
    const { body } = await app
      .as(auditor)
      .get(`/admin/audit?${new URLSearchParams(search)}`)
      .expect(200);
    return body.items as Entry[];
  };
  const actionsOf = async (q: string) => (await find({ q })).map(({ action }) => action);

  it('has what was done, newest first, with who and what it was about', async () => {
    const { body } = await app.as(auditor).get('/admin/audit').expect(200);

    expect(body.items[0]).toMatchObject({
      action: 'sign-in.failed',
      outcome: 'failed',
      ip: '203.0.113.9',
      actor: null,
    });
    expect(body.items[1]).toMatchObject({
      action: 'access.denied',
      actor: auditor.id,
      outcome: 'refused',
      target: 'settings.manage',
    });
    expect(body.items[2]).toMatchObject({
      action: 'user.reactivated',
      actor: app.root.id,
      targetType: 'user',
      target: ana.id,
      outcome: 'success',
      before: { isActive: false },
      after: { isActive: true },
    });
    expect(body.people.map(({ username }: { username: string }) => username).sort()).toEqual([
      'ana',
      'auditor',
      'root',
    ]);
  });

  it.each([
    ['actor:auditor', ['access.denied', 'session.started']],
    ['action:access.denied', ['access.denied']],
    ['action:user.react*', ['user.reactivated']],
    ['action:user_reactivated', []],
    ['outcome:refused outcome:failed', ['sign-in.failed', 'access.denied']],
    ['ip:203.0.113.9', ['sign-in.failed']],
    ['target:ana action:user.react*', ['user.reactivated']],
    ['target:settings.manage', ['access.denied']],
    ['after:1h action:user.deactivated', ['user.deactivated']],
    ['before:1h', []],
    ['before:2000-01-01', []],
    ['lisbon', ['user.deactivated']],
    ['LISB deactivated', ['user.deactivated']],
    ['auditor', ['sign-in.failed', 'access.denied', 'user.role-granted', 'session.started', 'user.created']],
    ['"settings.manage"', ['access.denied']],
    ['actor:nobody', []],
    ['nothing-like-this', []],
  ])('is searched by %s', async (q, expected) => {
    expect(await actionsOf(q)).toEqual(expected);
  });

  it('takes qualifiers as parameters too', async () => {
    const expected = (await find({ q: `actor:${app.root.id} target:ana after:1h` })).map(({ id }) => id);

    expect(expected.length).toBeGreaterThan(2);
    expect((await find({ actor: 'root', target: ana.id, after: '1h' })).map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['q=colour:red', 'unknown_qualifier', '/q'],
    ['q=outcome:good', 'invalid_qualifier', '/q'],
    ['after=soon', 'invalid_qualifier', '/after'],
    ['ip=1.2', 'invalid_qualifier', '/ip'],
    ['cursor=abc', 'validation_failed', '/cursor'],
    [`actor=${'x'.repeat(101)}`, 'validation_failed', '/actor'],
  ])('names what is wrong with %s', async (query, code, pointer) => {
    const { body } = await app.as(auditor).get(`/admin/audit?${query}`).expect(400);

    expect(body).toMatchObject({ code, errors: [{ pointer }] });
  });

  it('comes in pages that together are the whole', async () => {
    const whole = (await find({ limit: '200' })).map(({ id }) => id);

    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = new URLSearchParams({ limit: '4', ...(cursor && { cursor }) }).toString();
      const { body }: Answer = await app.as(auditor).get(`/admin/audit?${query}`).expect(200);
      ids.push(...body.items.map(({ id }: Entry) => id));
      cursor = body.nextCursor;
    }

    expect(whole.length).toBeGreaterThan(8);
    expect(ids).toEqual(whole);
  });

  it('shows one entry, and says when there is none', async () => {
    const [entry] = await find({});

    expect((await app.as(auditor).get(`/admin/audit/${entry?.id}`).expect(200)).body).toMatchObject({ id: entry?.id });
    const missing = await app.as(auditor).get(`/admin/audit/${ana.id}`).expect(404);
    expect(missing.body.code).toBe('audit_entry_not_found');
  });

  it('is downloaded as exactly what the search shows, and that is on record', async () => {
    const search = { q: 'target:ana', action: 'user.*' };
    await everythingSealed(app);
    const shown = await find(search);

    const { body, headers } = await app
      .as(auditor)
      .get(`/admin/audit/export?${new URLSearchParams({ ...search, format: 'jsonl' })}`)
      .expect(200);

    const lines = (body as string).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as Entry)).toMatchObject(
      shown.map(({ position: _, ...entry }) => ({ ...entry, targetName: 'ana' })),
    );
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.jsonl"');
    const [recorded] = await find({ q: 'action:audit.exported' });
    expect(recorded).toMatchObject({ actor: auditor.id, target: 'jsonl', after: search });
  });

  it('is downloaded as a table in which nothing is computed', async () => {
    const before = { 'user-agent': '=HYPERLINK("http://x.example")' };
    await app.anonymous().with(before).post('/auth/login', { login: 'nobody', password: 'wrong-horse' }).expect(401);

    const { body } = await app
      .as(auditor)
      .get(`/admin/audit/export?${new URLSearchParams({ q: 'hyperlink', format: 'csv' })}`)
      .expect(200);

    const [head, row, ...rest] = (body as string).split('\r\n');
    expect(head).toMatch(/^id,at,actor,actorName,action,/);
    expect(row).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(rest).toEqual(['']);
  });

  it('is downloaded as a table with the mark by which programs know its encoding', async () => {
    const response = await fetch(`${app.url}/api/v1/admin/audit/export?format=csv&q=nothing-is-called-so`, {
      headers: { authorization: `Bearer ${auditor.token}` },
    });

    expect([...new Uint8Array(await response.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is for those who have the permissions, and the refusal is on record', async () => {
    for (const path of ['', '/verify', '/export?format=csv', `/${ana.id}`]) {
      const { body } = await app
        .as(await app.signIn('ana'))
        .get(`/admin/audit${path}`)
        .expect(403);
      expect(body.code).toBe('permission_denied');
    }
    await eventually(async () =>
      expect(await find({ q: 'target:audit.export' })).toMatchObject([{ action: 'access.denied', outcome: 'refused' }]),
    );
  });

  it('tells those who may read it that it grew, until they may not', async () => {
    const role = BUILT_IN_ROLES.find(({ key }) => key === 'auditor');
    const reader = await app.person('reader');
    await app.as(app.root).put(`/admin/users/${reader.id}/roles/${role?.id}`).expect(204);
    const [reading, other] = await Promise.all([
      app.socketOf(await app.signIn('reader')),
      app.socketOf(await app.signIn('ana')),
    ]);

    const told = await reading.next('audit.appended');
    await app.as(app.root).delete(`/admin/users/${reader.id}/roles/${role?.id}`).expect(204);
    await everythingSealed(app);
    const before = reading.of('audit.appended').length;
    const root = await app.socketOf(app.root);
    await app.as(app.root).patch(`/admin/users/${ana.id}`, { lastName: 'of Porto' }).expect(200);
    await root.next('audit.appended');

    expect(told.data.sealedThrough).toBeGreaterThan(0);
    expect(reading.of('audit.appended')).toHaveLength(before);
    expect(other.of('audit.appended')).toEqual([]);
  });

  it('reads little for a page, however long it is', async () => {
    await app.database.query(
      `insert into audit_log (id, at, actor_id, action, target_type, target_id, outcome, ip)
       select gen_random_uuid(), timestamptz '2020-01-01' + n * interval '1 second', gen_random_uuid(),
         'made.up-' || n % 40, 'thing', n::text, 'success', '198.51.100.' || n % 200 from generate_series(1, 20000) n`,
    );
    await app.database.query('vacuum analyze audit_log');
    const searches = [
      '',
      'actor:ana',
      'action:access.*',
      'outcome:refused',
      'ip:203.0.113.9',
      'target:ana',
      'lisbon',
      'made',
    ];
    const isPage = ({ text }: { text: string }) => text.includes('FROM "audit_log"');

    const pages: Record<string, number> = {};
    for (const q of searches) pages[q] = await pagesReadBy(app.database, () => find({ q, limit: '20' }), isPage);

    expect(Object.entries(pages).filter(([, read]) => read > 200)).toEqual([]);
  });
});

describe('the chain of the audit log', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.people('ana', 'bob', 'carl');
    await everythingSealed(app);
  });
  afterAll(() => app.stop());

  const verify = async () => (await app.as(app.root).get('/admin/audit/verify').expect(200)).body;
  const length = async () =>
    Number((await app.database.query<{ n: string }>('select max(position) as n from audit_log'))[0]?.n);

  it('holds, and says how far it goes', async () => {
    const verdict = await verify();

    const [last] = await app.database.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit_log order by position desc limit 1`,
    );
    expect(verdict).toEqual({ ok: true, sealedThrough: await length(), head: last?.hash });
  });

  it.each([
    ['changes', `update audit_log set action = 'user.forgiven' where position = 2`],
    ['takes away', 'delete from audit_log where position = 2'],
    ['erases', 'update audit_log set ip = null where position = 2'],
    ['empties', 'truncate audit_log'],
    ['unseals', 'update audit_log set position = null, hash = null, details_hash = null where position = 2'],
    [
      'makes up',
      `insert into audit_log (id, at, action, target_type, target_id, position, hash, details_hash)
       values (gen_random_uuid(), now(), 'x', 'y', 'z', 999, '', '')`,
    ],
  ])('is refused to whoever %s an entry', async (_, statement) => {
    await expect(app.database.query(statement)).rejects.toThrow('The audit record is only ever added to.');
  });

  it('lets what is personal in an entry be erased whole, and still holds', async () => {
    await app.database.query(
      'update audit_log set salt = null, before = null, after = null, ip = null, user_agent = null where position = 3',
    );

    expect(await verify()).toMatchObject({ ok: true, sealedThrough: await length() });
  });

  it.each([
    ['changed', `update audit_log set action = 'user.forgiven' where position = 2`, 2],
    ['given another address', `update audit_log set ip = '198.51.100.1' where position = 4`, 4],
    ['given another hash', `update audit_log set hash = sha256('x') where position = 1`, 1],
    ['taken out', 'delete from audit_log where position = 2', 2],
    ['taken out at the beginning', 'delete from audit_log where position = 1', 1],
  ])('shows where an entry was %s behind its back', async (_, statement, firstBad) => {
    await app.database.query(`create table kept as select ${COLUMNS} from audit_log`);
    await app.database.query(unseen(statement));

    const verdict = await verify();
    const { exitCode, text } = await verifyByCommand();
    await app.database.query(
      unseen(`delete from audit_log; insert into audit_log (${COLUMNS}) select ${COLUMNS} from kept; drop table kept`),
    );

    expect(verdict).toEqual({ ok: false, sealedThrough: firstBad - 1, head: null, firstBad });
    expect([exitCode, text]).toEqual([1, expect.stringContaining(`Entry ${firstBad} of the audit log was changed`)]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is checked by a command too, with a head that was kept elsewhere', async () => {
    const { sealedThrough, head } = await verify();

    expect(await verifyByCommand(String(sealedThrough), head as string)).toMatchObject({
      exitCode: 0,
      text: `The audit log is as it was sealed, through entry ${sealedThrough}. Head: ${head}\n`,
    });
    expect(await verifyByCommand(String(sealedThrough), 'a'.repeat(64))).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('somebody made the chain anew'),
    });
    expect(await verifyByCommand('first')).toMatchObject({ exitCode: 1 });
  });

  it('gives each act one place, in one order, with several nodes at it and after one of them died', async () => {
    const node = await AnotherNode.beside(app);
    const elsewhere = await node.socketOf(app.root);
    try {
      await app.database.query(
        `insert into audit_log (id, at, action, target_type, target_id)
         select gen_random_uuid(), now(), 'thing.done', 'thing', n::text from generate_series(1, 6000) n`,
      );
      // As one that dies in the middle: what it sealed is gone with its transaction.
      await app.database.query('begin; select audit_seal(100); rollback');
      await Promise.all(Array.from({ length: 20 }, () => app.database.query('select audit_seal(150)')));
      await everythingSealed(app);
      // Whichever of them sealed the last ones, those who read are told on both.
      const through = await length();
      await elsewhere.next('audit.appended', ({ data }) => data.sealedThrough === through);
    } finally {
      await node.stop();
    }

    const places = await app.database.query(
      'select count(*)::int, count(distinct position)::int, max(position)::int from audit_log',
    );
    const n = await length();
    expect(places).toEqual([{ count: n, max: n }].map((row) => expect.objectContaining(row)));
    expect(await verify()).toMatchObject({ ok: true, sealedThrough: n });
  });

  it('takes in what was recorded before there was one, with its outcome', async () => {
    const dataSource = await new DataSource({ type: 'postgres', url: app.database.url, migrations }).initialize();
    const from = migrations.indexOf(AuditChain1763946100000);
    for (const _ of migrations.slice(from)) await dataSource.undoLastMigration();
    await app.database.query(
      `insert into audit_log (id, at, action, target_type, target_id, ip)
       values (gen_random_uuid(), timestamptz '2020-01-01', 'sign-in.failed', 'login', 'unknown', '203.0.113.4')`,
    );

    await dataSource.runMigrations();
    await dataSource.destroy();
    await everythingSealed(app);

    const { items } = (await app.as(app.root).get('/admin/audit?q=before:2021-01-01').expect(200)).body;
    expect(items).toMatchObject([{ action: 'sign-in.failed', outcome: 'failed', position: 1 }]);
    expect(await verify()).toMatchObject({ ok: true, sealedThrough: await length() });
  });

  const verifyByCommand = async (...words: string[]) => {
    const env = { DATABASE_URL: app.database.url, JWT_SECRET: 'x'.repeat(32), LOG_LEVEL: 'warn' };
    const command = ServerProcess.run(['dist/src/cli/audit-verify.js', ...words], env);
    return { exitCode: await command.ended(), text: command.text };
  };
});
