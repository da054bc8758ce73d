import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { DeadInvitations1763943900000 } from '../../migrations/1763943900000-dead-invitations.js';
import { PASSWORD, type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** Runs again what an update does with the rows of before. */
async function migrate(): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url: app.database.url, migrations }).initialize();
  const from = migrations.indexOf(DeadInvitations1763943900000);
  for (const _ of migrations.slice(from)) await dataSource.undoLastMigration();
  await dataSource.runMigrations();
  await dataSource.destroy();
  // Nothing is known of how long ago somebody signed in who was there at the update.
  await app.as(app.root).post('/auth/confirm', { password: PASSWORD }).expect(204);
}

/** As earlier versions took and gave rights: what rested on them was left as it was. */
const become = (person: Person, flags: string) =>
  app.database.query(`update users set ${flags} where id = $1`, [person.id]);

describe('an invitation from before', () => {
  const inviteBy = async (maker: Person): Promise<{ id: string; token: string }> =>
    (await app.as(maker).post('/admin/invites', {}).expect(201)).body;
  const look = (token: string) => app.anonymous().get(`/invites/${token}`);
  const rowOf = async (id: string) =>
    (await app.database.query<{ revoked_at: Date | null }>('select revoked_at from invites where id = $1', [id]))[0];

  it.each([
    ['is deactivated', 'is_active = false', 'is_active = true'],
    ['is no longer staff', 'is_staff = false', 'is_staff = true'],
    ['became a superuser whom somebody deactivated', 'is_superuser = true, is_active = false', 'is_active = true'],
  ])('stays dead when who made it %s at the update, and gets the right back', async (_case, loss, gain) => {
    const maker = await app.person(`maker.${loss.replace(/\W+/g, '.')}`.slice(0, 32), { isStaff: true });
    const { token } = await inviteBy(maker);
    await become(maker, loss);

    await migrate();
    await become(maker, gain);

    expect((await look(token).expect(404)).body.code).toBe('invite_withdrawn');
  });

  it('stays good when who made it has the right at the update', async () => {
    const staff = await app.person('staff', { isStaff: true });
    const [byStaff, byRoot] = [await inviteBy(staff), await inviteBy(app.root)];
    // A superuser who is no staff has it, too.
    const superuser = await app.person('superuser', { isStaff: true });
    const bySuperuser = await inviteBy(superuser);
    await become(superuser, 'is_staff = false, is_superuser = true');

    await migrate();

    for (const { token } of [byStaff, byRoot, bySuperuser]) await look(token).expect(200);
  });

  it('that was used, expired or withdrawn says so as before', async () => {
    const maker = await app.person('maker.of.old', { isStaff: true });
    const [used, expired, withdrawn] = [await inviteBy(maker), await inviteBy(maker), await inviteBy(maker)];
    await app.database.query('update invites set uses = max_uses where id = $1', [used.id]);
    await app.database.query('update invites set expires_at = now() where id = $1', [expired.id]);
    await app.as(maker).delete(`/admin/invites/${withdrawn.id}`).expect(204);
    const before = await rowOf(withdrawn.id);
    await become(maker, 'is_active = false');

    await migrate();

    expect((await look(used.token).expect(404)).body.code).toBe('invite_used');
    expect((await look(expired.token).expect(404)).body.code).toBe('invite_expired');
    expect(await rowOf(withdrawn.id)).toEqual(before);
  });
});

describe('a password link from before', () => {
  const linkFor = async (account: Person, maker: Person): Promise<string> => {
    const { body } = await app.as(maker).post(`/admin/users/${account.id}/password-link`).expect(201);
    return new URL(body.url, app.url).searchParams.get('token') ?? '';
  };
  const look = (token: string) => app.anonymous().get(`/auth/password/reset/${token}`);

  it.each([
    ['who made it was deactivated', 'maker', 'is_active = false', 'is_active = true'],
    ['who made it was no longer staff', 'maker', 'is_staff = false', 'is_staff = true'],
    ['the account was deactivated', 'account', 'is_active = false', 'is_active = true'],
    ['the account was made staff', 'account', 'is_staff = true', 'is_staff = false'],
  ] as const)('stays dead when %s at the update, and that is undone', async (_case, who, loss, gain) => {
    const name = `${who}.${loss.replace(/\W+/g, '.')}`;
    const people = {
      account: await app.person(`of.${name}`.slice(0, 32)),
      maker: await app.person(`by.${name}`.slice(0, 32), { isStaff: true }),
    };
    const token = await linkFor(people.account, people.maker);
    await become(people[who], loss);

    await migrate();
    await become(people[who], gain);

    await look(token).expect(404);
  });

  it('stays good when who made it has the right at the update', async () => {
    const [account, boss] = [await app.person('kept.account'), await app.person('kept.boss', { isSuperuser: true })];
    const maker = await app.person('kept.maker', { isStaff: true });
    const tokens = [await linkFor(account, maker), await linkFor(boss, app.root)];

    await migrate();

    for (const token of tokens) await look(token).expect(200);
  });
});
