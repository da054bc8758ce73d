import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BULK_ACTIONS } from '../../src/admin/bulk/dto/bulk.dto.js';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { setUpApp } from '../support/authenticator-app.js';
import { SoftwarePasskey } from '../support/software-passkey.js';
import { type Person, TestApp } from '../support/test-app.js';

const ORIGIN = 'https://parley.example.org';
let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ publicUrl: ORIGIN });
});
afterAll(() => app.stop());

/** As if all had signed in a while ago. */
const letTimePass = () => app.database.query(`update sessions set confirmed_at = now() - interval '11 minutes'`);
const refusal = async (request: PromiseLike<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await request;
  return [status, body.code];
};
const REQUIRED = [403, 'confirmation_required'];

describe('a session that was left open', () => {
  let member: Person;
  beforeAll(async () => {
    member = await app.person('member');
  });
  beforeEach(async () => void (await letTimePass()));

  const flags = () => ({ username: 'other', email: 'other@parley.example', password: 'eight-herons-dance' });
  it.each<[string, () => PromiseLike<{ status: number; body: { code?: string } }>]>([
    ['makes nobody staff', () => app.as(app.root).patch(`/admin/users/${member.id}`, { isStaff: true })],
    [
      'gives nobody another address',
      () => app.as(app.root).patch(`/admin/users/${member.id}`, { email: 'a@b.example' }),
    ],
    ['makes no account with a flag', () => app.as(app.root).post('/admin/users', { ...flags(), isStaff: true })],
    ['makes no role', () => app.as(app.root).post('/admin/roles', { key: 'desk', name: 'Desk', permissions: [] })],
    ['saves no list', () => app.as(app.root).get('/admin/users/export?format=csv')],
    ['anonymises nobody', () => app.as(app.root).post(`/admin/users/${member.id}/anonymise`, { confirm: 'member' })],
    ['changes nothing about who comes in', () => app.as(app.root).patch('/admin/settings', { registration: 'open' })],
    ['saves no support bundle', () => app.as(app.root).post('/admin/health/support-bundle')],
    ['saves no audit log', () => app.as(app.root).get('/admin/audit/export?format=csv')],
    [
      'takes no factors away',
      () => app.as(app.root).post(`/admin/users/${member.id}/two-factor/reset`, { reason: 'Lost.' }),
    ],
    ['makes no password link', () => app.as(app.root).post(`/admin/users/${member.id}/password-link`)],
    ['makes no links of an import', () => app.as(app.root).post(`/admin/imports/${member.id}/links`)],
    ['deletes no group', () => app.as(app.root).delete(`/admin/conversations/${member.id}`)],
    [
      'gives no group another owner',
      () => app.as(app.root).put(`/admin/conversations/${member.id}/owner`, { userId: member.id }),
    ],
    ['adds no factor', () => app.as(member).post('/auth/totp')],
  ])('%s', async (_what, act) => {
    expect(await refusal(act())).toEqual(REQUIRED);
  });

  it.each(BULK_ACTIONS)('begins no job that would do %s', async (action) => {
    const ids = [member.id];
    const auditor = BUILT_IN_ROLES.find(({ key }) => key === 'auditor');
    const roleId = action.endsWith('_role') ? auditor?.id : undefined;
    const request = { action, ids, ...(roleId && { roleId }), confirm: 1 };

    expect(await refusal(app.as(app.root).post('/admin/users/bulk', request))).toEqual(REQUIRED);
  });

  it('goes on with everything else', async () => {
    await app.as(app.root).patch(`/admin/users/${member.id}`, { firstName: 'Mia' }).expect(200);
    await app.as(app.root).patch('/admin/settings', { organisationName: 'Northwind' }).expect(200);
    const dry = { action: 'end_sessions', ids: [member.id], dryRun: true };
    await app.as(app.root).post('/admin/users/bulk', dry).expect(200);
  });
});

describe('a confirmation', () => {
  it('by the password is good for ten minutes in this session alone', async () => {
    const ana = await app.person('ana');
    const other = await app.signIn('ana');
    await letTimePass();
    await app.as(ana).post('/auth/confirm', { password: ana.password }).expect(204);

    await app.as(ana).post('/auth/totp').expect(201);
    expect(await refusal(app.as(other).post('/auth/totp'))).toEqual(REQUIRED);
  });

  it('by a code says which ways there are, and takes it', async () => {
    const ben = await app.person('ben');
    const authenticator = await setUpApp(app, ben);
    await letTimePass();
    const { body } = await app.as(ben).post('/auth/recovery-codes').expect(403);
    expect(body.methods).toEqual(['password', 'totp']);

    await app.as(ben).post('/auth/confirm', { code: authenticator.nextCode() }).expect(204);

    await app.as(ben).post('/auth/recovery-codes').expect(200);
  });

  it('by a passkey is good where it was asked for, and nowhere else', async () => {
    const passkey = new SoftwarePasskey(ORIGIN);
    const emil = await app.person('emil');
    const { body: asked } = await app.as(emil).post('/auth/passkeys/options').expect(200);
    const made = { challenge: asked.challenge, name: 'Laptop', response: passkey.register(asked.options) };
    await app.as(emil).post('/auth/passkeys', made).expect(201);
    const [thief, { body }] = [await app.person('thief'), await app.as(emil).post('/auth/confirm/options').expect(200)];
    await letTimePass();
    const signed = { passkey: { challenge: body.challenge, response: passkey.sign(body.options) } };

    expect(await refusal(app.as(thief).post('/auth/confirm', signed))).toEqual([401, 'challenge_expired']);
    await app.as(emil).post('/auth/confirm', signed).expect(204);
    await app.as(emil).post('/auth/recovery-codes').expect(200);
    expect(await refusal(app.as(emil).post('/auth/confirm', signed))).toEqual([401, 'challenge_expired']);
  });

  it('with a wrong password is none, and on record', async () => {
    const carl = await app.person('carl');
    await letTimePass();
    const { body } = await app.as(carl).post('/auth/confirm', { password: 'not this one' }).expect(403);

    expect(body.errors).toMatchObject([{ pointer: '/password', code: 'wrong_password' }]);
    expect(await refusal(app.as(carl).post('/auth/totp'))).toEqual(REQUIRED);
    const acts = await app.database.query(`select action from audit_log where target_id = $1`, [carl.id]);
    expect(acts).toContainEqual({ action: 'password.refused' });
  });

  it('is not what a refresh is', async () => {
    const dina = await app.person('dina');
    await letTimePass();
    const { refreshToken } = dina;
    const { body } = await app.anonymous().post('/auth/refresh', { refreshToken }).expect(200);

    expect(await refusal(app.as({ token: body.accessToken }).post('/auth/totp'))).toEqual(REQUIRED);
  });
});
