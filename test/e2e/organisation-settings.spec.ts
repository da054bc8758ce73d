import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../src/config/settings.js';
import { FileStore } from '../../src/core/files/file-store.js';
import { type Person, TestApp } from '../support/test-app.js';

const PLANTED = 'planted-secret-0123456789';
let app: TestApp;
let second: Person;
let member: Person;

interface Described {
  readonly key: string;
  readonly [fact: string]: unknown;
}

beforeAll(async () => {
  const { metricsToken, given, smtpUrl, publicUrl } = readSettings({
    METRICS_TOKEN: PLANTED,
    SMTP_URL: `smtp://parley:${PLANTED}@127.0.0.1:2525`,
    PUBLIC_URL: 'https://parley.example.org',
  });
  app = await TestApp.start({ metricsToken, given, smtpUrl, publicUrl });
  second = await app.person('second.owner', { isSuperuser: true });
  [member] = await app.people('ana');
});
afterAll(() => app.stop());

const settings = async () => (await app.as(app.root).get('/admin/settings').expect(200)).body;
const described = async (key: string) =>
  ((await settings()).settings as Described[]).find((setting) => setting.key === key);
const change = (changes: object, who: Person = app.root) => app.as(who).patch('/admin/settings', changes);
const history = async (query = '') => (await app.as(app.root).get(`/admin/settings/history${query}`).expect(200)).body;
const restore = (id: string, body: object = {}) => app.as(app.root).post(`/admin/settings/history/${id}/restore`, body);

describe('a setting of the organisation', () => {
  it('says what it is, its default, and who decided it when', async () => {
    expect(await described('editWindow')).toMatchObject({
      ...{ group: 'messages', type: 'choice', value: 'unlimited', default: 'unlimited', origin: 'default' },
      ...{ changedAt: null, changedBy: null, readOnly: false, secret: false },
      choices: ['off', '15m', '1h', '24h', '48h', 'unlimited'],
    });

    await change({ editWindow: '1h' }, second).expect(200);

    expect(await described('editWindow')).toMatchObject({
      ...{ value: '1h', default: 'unlimited', origin: 'database' },
      changedBy: { username: 'second.owner' },
      changedAt: expect.any(String),
    });
  });

  it('goes back to its default', async () => {
    await change({ deleteWindow: 'off' }).expect(200);

    const { body } = await change({ reset: ['deleteWindow'] }).expect(200);

    expect(body.deleteWindow).toBe('48h');
    expect(await described('deleteWindow')).toMatchObject({ origin: 'default', changedBy: { username: 'root' } });
  });

  it('is not reset and set at once', async () => {
    const { body } = await change({ reset: ['passwordMinLength'], passwordMinLength: 12 }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/reset/0', code: 'reset_and_set' }]);
  });

  it('cannot be reset where there is none', async () => {
    const { body } = await change({ reset: ['nothing'] }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/reset/0', code: 'not_allowed_value' }]);
  });

  it('is not changed by whoever saw an older version; they are shown what it is now', async () => {
    const { version } = await settings();
    await change({ registration: 'open', ifVersion: version }, second).expect(200);

    const { body } = await change({ registration: 'closed', ifVersion: version }).expect(409);

    expect(body).toMatchObject({ code: 'stale', current: { registration: 'open', version: version + 1 } });
    expect((await settings()).registration).toBe('open');
    await change({ registration: 'closed', ifVersion: body.current.version }).expect(200);
  });
});

describe('a setting of the operator', () => {
  it('is shown with where it comes from', async () => {
    expect(await described('PUBLIC_URL')).toMatchObject({
      ...{ group: 'server', value: 'https://parley.example.org', origin: 'environment', readOnly: true },
    });
    expect(await described('TRUST_PROXY')).toMatchObject({ origin: 'default' });
  });

  it('that is secret says only that it is set', async () => {
    const answer = await settings();

    expect(await described('SMTP_URL')).toMatchObject({ value: null, origin: 'environment', secret: true });
    expect(await described('REDIS_URL')).toMatchObject({ value: null, origin: 'default', secret: true });
    expect(JSON.stringify(answer)).not.toContain(PLANTED);
    expect(JSON.stringify(answer)).not.toContain('a-secret-of-at-least-32-bytes');
  });
});

describe('the history of settings', () => {
  it('has each change of a setting, newest first, page by page', async () => {
    for (const readReceipts of ['on', 'off', 'choice']) await change({ readReceipts }).expect(200);

    const first = await history('?key=readReceipts&limit=2');
    const rest = await history(`?key=readReceipts&limit=2&cursor=${first.nextCursor}`);

    expect([...first.items, ...rest.items]).toMatchObject([
      { key: 'readReceipts', before: 'off', after: 'choice', by: { username: 'root' } },
      { before: 'on', after: 'off' },
      { before: 'choice', after: 'on' },
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  it('undoes one change and leaves the others', async () => {
    await change({ organisationName: 'Northwind' }).expect(200);
    await change({ organisationName: 'Southwind', editWindow: '24h' }).expect(200);
    const [renamed] = (await history('?key=organisationName')).items;

    const { body } = await restore(renamed.id).expect(200);

    expect(body).toMatchObject({ organisationName: 'Northwind', editWindow: '24h' });
    expect((await history('?key=organisationName')).items[0]).toMatchObject({ restoredFrom: renamed.id });
  });

  it('refuses to undo what can no longer be, and says which group is gone', async () => {
    const { body: group } = await app
      .as(app.root)
      .post('/conversations', { kind: 'group', subject: 'Welcome', memberIds: [member.id] })
      .expect(201);
    await app.as(app.root).patch(`/conversations/${group.id}`, { listed: true }).expect(200);
    await change({ newcomerGroups: [group.id] }).expect(200);
    await change({ newcomerGroups: [] }).expect(200);
    const [emptied] = (await history('?key=newcomerGroups')).items;
    await app.as(app.root).patch(`/conversations/${group.id}`, { listed: false }).expect(200);

    const { body } = await restore(emptied.id).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/newcomerGroups/0', code: 'group_not_listed' }]);
  });

  it('undoes nothing for whoever saw an older version', async () => {
    await change({ editWindow: '48h' }).expect(200);
    const [latest] = (await history('?key=editWindow')).items;

    const { body } = await restore(latest.id, { ifVersion: 1 }).expect(409);

    expect(body).toMatchObject({ code: 'stale', current: { editWindow: '48h' } });
    await restore(latest.id, { ifVersion: body.current.version }).expect(200);
  });

  it('is for those who may change settings', async () => {
    await app.as(member).get('/admin/settings/history').expect(403);
    const [latest] = (await history()).items;
    await app.as(member).post(`/admin/settings/history/${latest.id}/restore`, {}).expect(403);
  });
});

describe('what the organisation decides', () => {
  it('reaches everybody who is connected at once', async () => {
    const socket = await app.socketOf(member);

    await change({ announcement: { text: 'Back at 22:00.', level: 'warning' } }).expect(200);

    await socket.next('organisation.updated');
    expect((await app.anonymous().get('/meta').expect(200)).body.settings.announcement).toEqual({
      text: 'Back at 22:00.',
      level: 'warning',
    });
  });

  it('refuses an announcement that is over, naming the field', async () => {
    const until = new Date(Date.now() - 60_000).toISOString();
    const { body } = await change({ announcement: { text: 'Too late.', level: 'info', until } }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/announcement/until', code: 'in_the_past' }]);
    const later = new Date(Date.now() + 60_000).toISOString();
    await change({ announcement: { text: 'In time.', level: 'info', until: later } }).expect(200);
    await change({ announcement: null }).expect(200);
  });

  it('refuses an announcement without words, naming the field', async () => {
    const { body } = await change({ announcement: { text: '', level: 'info' } }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/announcement/text' }]);
  });

  it('asks for longer passwords of those who choose one, and lets the others sign in', async () => {
    await change({ passwordMinLength: 24 }).expect(200);
    const account = { username: 'carl', email: 'carl@parley.example', password: 'seven-otters-sing' };

    const { body } = await app.as(app.root).post('/admin/users', account).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/password', code: 'invalid_length' }]);
    expect((await app.anonymous().get('/meta').expect(200)).body.limits.passwordMinLength).toBe(24);
    await app.signIn('ana');
    await change({ reset: ['passwordMinLength'] }).expect(200);
    await app.as(app.root).post('/admin/users', account).expect(201);
  });

  it('ends sessions that nobody used for so many days', async () => {
    const idle = await app.signIn('ana');
    await app.database.query(`update sessions set last_used_at = now() - interval '3 days' where user_id = $1`, [
      member.id,
    ]);
    const refresh = () => app.anonymous().post('/auth/refresh', { refreshToken: idle.refreshToken });

    await change({ sessionDays: 2 }).expect(200);
    await refresh().expect(401);
    await change({ sessionDays: 4 }).expect(200);
    await refresh().expect(200);
  });

  it('takes no program where it does not want any, whatever it is called', async () => {
    const upload = (bytes: string, name: string) =>
      app.as(member).upload('/attachments', new TextEncoder().encode(bytes), name, 'application/octet-stream');
    await change({ uploadKinds: 'noPrograms' }).expect(200);

    expect((await upload('MZ\x90\0', 'report.pdf').expect(415)).body.code).toBe('type_refused');
    expect((await upload('echo', 'setup.BAT').expect(415)).body.code).toBe('type_refused');
    await upload('a,b\n1,2\n', 'table.csv').expect(201);
    expect((await app.anonymous().get('/meta').expect(200)).body.settings.uploadKinds).toBe('noPrograms');
  });

  it('refuses a colour on which nobody can read, and names the nearest that works', async () => {
    const { body } = await change({ accentColour: '#FFD400' }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/accentColour', code: 'low_contrast' }]);
    const [nearest] = /#[0-9a-f]{6}/.exec(body.errors[0].detail as string) ?? [];
    await change({ accentColour: nearest }).expect(200);
    expect((await app.anonymous().get('/meta').expect(200)).body.settings.accentColour).toBe(nearest);
  });
});

describe('the test of the storage', () => {
  const test = () => app.as(app.root).post('/admin/settings/test/storage').expect(200);

  it('says that files are kept, given back and removed', async () => {
    const { body } = await test();

    expect(body).toEqual({
      isWorking: true,
      steps: ['write', 'read', 'range', 'remove'].map((name) => ({ name, problem: null })),
    });
  });

  it('says which step failed, and why', async () => {
    const store = app.nest.get(FileStore, { strict: false });
    const { read } = store;
    store.read = () => Promise.reject(new Error('The disk is away.'));
    try {
      const { body } = await test();

      expect(body).toEqual({
        isWorking: false,
        steps: [
          { name: 'write', problem: null },
          { name: 'read', problem: 'The disk is away.' },
        ],
      });
    } finally {
      store.read = read;
    }
  });
});
