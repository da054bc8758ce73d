import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { statementsDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

let app: TestApp;
let staff: Person;
beforeAll(async () => {
  app = await TestApp.start({ rateLimits: true, trustProxy: ['127.0.0.1'] });
  staff = await app.person('staff', { isStaff: true });
});
afterAll(() => app.stop());

const logIn = (login: string, password: string, ip: string) =>
  app.anonymous().with({ 'x-forwarded-for': ip, 'user-agent': 'Slate/1.0' }).post('/auth/login', { login, password });
const signIns = (target: Pick<Person, 'id'>, query = '', actor: Person = staff) =>
  app.as(actor).get(`/admin/users/${target.id}/sign-ins${query}`);
const effects = (target: Pick<Person, 'id'>, actor: Person = staff) =>
  app.as(actor).get(`/admin/users/${target.id}/effects`);
const group = async (owner: Person, ...members: Person[]) => {
  const request = { kind: 'group', subject: 'Riverside pilot', memberIds: members.map(({ id }) => id) };
  return (await app.as(owner).post('/conversations', request).expect(201)).body.id as string;
};
const promote = (owner: Person, id: string, who: Person, role: string) =>
  app.as(owner).patch(`/conversations/${id}/members/${who.id}`, { role });
const unlock = (target: Pick<Person, 'id'>, actor: Person = staff) =>
  app.as(actor).post(`/admin/users/${target.id}/unlock`);

describe('the sign-ins of one person', () => {
  it('are those that were, and those that failed, newest first, with where they came from', async () => {
    const person = await app.person('ana');
    await app.person('somebody.else');
    await logIn('ana', 'a-wrong-password', '203.0.113.7').expect(401);
    await app.as(person).post('/auth/password', { currentPassword: 'wrong-as-well', newPassword: 'nine-newts-nap' });
    await logIn('ana', person.password, '203.0.113.8').expect(200);

    const { body } = await signIns(person).expect(200);

    expect(body).toMatchObject({
      items: [
        { outcome: 'success', ip: '203.0.113.8', userAgent: 'Slate/1.0' },
        { outcome: 'refused', ip: '127.0.0.1' },
        { outcome: 'failed', ip: '203.0.113.7' },
        { outcome: 'success', ip: '127.0.0.1' },
      ],
      nextCursor: null,
    });
  });

  it('come a page at a time, each once, with as many statements on each', async () => {
    const person = await app.person('paged');
    for (let n = 0; n < 4; n++) {
      await logIn('paged', 'a-wrong-password', `203.0.113.${n}`).expect(401);
      await logIn('paged', person.password, `203.0.113.${n}`).expect(200);
    }
    const all = (await signIns(person).expect(200)).body.items as { id: string }[];

    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await signIns(person, `?limit=2${cursor}`).expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    expect(all).toHaveLength(9);
    expect(seen).toEqual(all.map(({ id }) => id));
    const few = await statementsDuring(() => signIns(person, '?limit=1').expect(200));
    const many = await statementsDuring(() => signIns(person).expect(200));
    expect(many.length).toBe(few.length);
  });

  it('are for those who may act on the account', async () => {
    const person = await app.person('private');

    expect((await signIns(person, '', person).expect(403)).body.code).toBe('permission_denied');
    expect((await signIns(app.root).expect(403)).body.code).toBe('account_protected');
    expect((await signIns({ id: randomUUID() }).expect(404)).body.code).toBe('user_not_found');
    expect((await signIns(person, '?cursor=nonsense').expect(400)).body.errors).toMatchObject([{ pointer: '/cursor' }]);
    await signIns(app.root, '', app.root).expect(200);
  });
});

describe('unlocking somebody', () => {
  beforeEach(() => app.database.query('delete from sign_in_failures'));

  const lockOut = async (login: string) => {
    for (let n = 0; n < 10; n++) await logIn(login, 'a-wrong-password', `198.51.100.${n}`).expect(401);
    await logIn(login, 'a-wrong-password', '198.51.100.250').expect(429);
  };
  const lockedUntil = async ({ id }: Person) =>
    (await app.as(staff).get(`/admin/users/${id}`).expect(200)).body.lockedUntil;
  const recorded = ({ id }: Person) =>
    app.database.query(`select actor_id, before from audit_log where target_id = $1 and action = 'user.unlocked'`, [
      id,
    ]);

  it('lets them in from a new device at once, on every node, and is on record', async () => {
    const person = await app.person('locked');
    const elsewhere = await AnotherNode.beside(app);
    await lockOut('locked');
    expect(Date.parse(await lockedUntil(person))).toBeGreaterThan(Date.now());

    await unlock(person).expect(204);

    expect(await lockedUntil(person)).toBeNull();
    const again = () => logIn('locked', person.password, '198.51.100.250').expect(200);
    // What a node refused a moment ago it refuses for a second without asking.
    await eventually(again);
    await elsewhere
      .anonymous()
      .with({ 'x-forwarded-for': '198.51.100.251' })
      .post('/auth/login', { login: 'locked', password: person.password })
      .expect(200);
    expect(await recorded(person)).toEqual([{ actor_id: staff.id, before: { failures: 10 } }]);
    await elsewhere.stop();
  });

  it('leaves the locks of others, and nothing on record where nothing was locked', async () => {
    const [person, other] = await app.people('free', 'locked.too');
    await lockOut('locked.too');

    await unlock(person).expect(204);

    expect(await recorded(person)).toEqual([]);
    expect(await lockedUntil(other)).not.toBeNull();
  });

  it('is for those who may act on the account', async () => {
    const person = await app.person('guarded');

    expect((await unlock(person, person).expect(403)).body.code).toBe('permission_denied');
    expect((await unlock(app.root).expect(403)).body.code).toBe('account_protected');
    await unlock({ id: randomUUID() }).expect(404);
  });
});

describe('what hangs on an account', () => {
  it('says what would end, what would pass to whom, and how much is stored', async () => {
    const [owner, early, late] = await app.people('eff.owner', 'eff.early', 'eff.late');
    const alone = await group(owner, early);
    await app
      .as(owner)
      .post(`/conversations/${alone}/members`, { userIds: [late.id] })
      .expect(204);
    await promote(owner, alone, late, 'admin').expect(204);
    const shared = await group(owner, early);
    await promote(owner, shared, early, 'owner').expect(204);
    await app.upload(owner, 'twelve bytes');
    const message = { clientId: randomUUID(), body: 'later', sendAt: TOMORROW };
    await app.as(owner).post(`/conversations/${alone}/messages`, message).expect(202);

    const { body } = await effects(owner).expect(200);

    expect(body).toMatchObject({
      ...{ sessions: 1, scheduled: 1, ownedGroups: 2, onlyOwnerOf: 1 },
      storage: { used: 12, files: 1, quota: expect.any(Number) },
      groups: [
        {
          ...{ id: alone, subject: 'Riverside pilot', memberCount: 3, onlyOwner: true },
          candidates: [{ username: 'eff.late' }, { username: 'eff.early' }],
        },
        { id: shared, onlyOwner: false, candidates: [] },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('later');
  });

  it('is asked with as many statements whatever there is', async () => {
    const [poor, rich, friend] = await app.people('eff.poor', 'eff.rich', 'eff.friend');
    for (let n = 0; n < 5; n++) await group(rich, friend, poor);
    await group(poor, friend);
    await effects(rich);

    const few = await statementsDuring(() => effects(poor).expect(200));
    const many = await statementsDuring(() => effects(rich).expect(200));

    expect(many.length).toBe(few.length);
  });

  it('is for those who may act on it', async () => {
    const [plain] = await app.people('eff.plain');

    expect((await effects(plain, plain).expect(403)).body.code).toBe('permission_denied');
    expect((await effects(app.root).expect(403)).body.code).toBe('account_protected');
    await effects({ id: randomUUID() }).expect(404);
    await effects(plain).expect(200);
  });
});
