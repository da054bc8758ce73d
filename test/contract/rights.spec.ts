import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { type Person, TestApp } from '../support/test-app.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly requestBody?: { content: Record<string, object> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const guarded = Object.entries(paths).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    const { operationId, 'x-permission': permission, requestBody } = methods[method] ?? {};
    const isUpload = requestBody !== undefined && 'multipart/form-data' in requestBody.content;
    return operationId && permission ? [{ path, method, operationId, permission, isUpload }] : [];
  }),
);

/** Open to whoever sees accounts: the act that is asked for, or was, has a permission of its own, judged by the service. */
const BY_ACT = ['adminActOnUsers', 'adminCancelJob', 'adminRetryJob'];

const ROLES = ['member', 'auditor', 'support', 'staff', 'superuser', 'keeper'] as const;
type Role = (typeof ROLES)[number];

describe('Of all operations', () => {
  let app: TestApp;
  const holders = {} as Record<Role, Person>;
  /** By role, the operations that were not refused for want of a permission. */
  const open = {} as Record<Role, string[]>;

  beforeAll(async () => {
    app = await TestApp.start();
    for (const role of ROLES) {
      const flags = { isStaff: role === 'staff', isSuperuser: role === 'superuser' };
      holders[role] = await app.person(role, flags);
    }
    const { id: keeper } = (
      await app
        .as(app.root)
        .post('/admin/roles', { key: 'keeper', name: 'Keeper of settings', permissions: ['settings.manage'] })
        .expect(201)
    ).body as { id: string };
    await grant('keeper', keeper);
    for (const { id, key, flag } of BUILT_IN_ROLES) {
      if (!flag && key !== 'member') await grant(key, id);
    }
    for (const role of ROLES) open[role] = await tryEverything(role);
  }, 120_000);
  afterAll(() => app.stop());

  const grant = (role: Role, roleId: string) =>
    app.as(app.root).put(`/admin/users/${holders[role].id}/roles/${roleId}`).expect(204);

  /** Asks for every operation, of nothing that exists, and signs in again where that ended the session. */
  const tryEverything = async (role: Role): Promise<string[]> => {
    const allowed: string[] = [];
    let person = holders[role];
    for (const { path, method, operationId, isUpload } of guarded) {
      const url = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, () => randomUUID());
      const ask = () =>
        isUpload
          ? app.as(person).upload(url, 'nothing of use', 'file.txt', 'text/plain', method === 'put' ? 'PUT' : 'POST')
          : app.as(person).raw(method.toUpperCase(), url, method === 'get' ? undefined : '{}');
      let answer = await ask();
      if (answer.status === 401) {
        person = await app.signIn(role);
        answer = await ask();
      }
      if (answer.status !== 403 || answer.body.code !== 'permission_denied') allowed.push(operationId);
    }
    return allowed;
  };

  const inConsole = (operationId: string) => operationId.startsWith('admin');

  it('each role reaches those whose permission it has, and no other', async () => {
    const expected = {} as Record<Role, string[]>;
    for (const role of ROLES) {
      const person = await app.signIn(role);
      const { permissions } = (await app.as(person).get('/users/me').expect(200)).body as { permissions: string[] };
      expected[role] = guarded
        .filter(({ permission }) => permissions.includes(permission))
        .map((one) => one.operationId);
    }

    expect(open).toEqual(expected);
  });

  it('a member reaches none of the console', () => {
    expect(open.member.filter(inConsole)).toEqual([]);
  });

  it('an auditor changes nothing in the console by the right to read', () => {
    const reading = guarded.filter(({ method }) => method === 'get').map(({ operationId }) => operationId);
    const changing = open.auditor.filter((operationId) => inConsole(operationId) && !reading.includes(operationId));

    expect(changing).toEqual(BY_ACT);
  });

  it('support helps those who are locked out, and nothing else', () => {
    const reading = guarded.filter(({ method }) => method === 'get').map(({ operationId }) => operationId);
    const changing = open.support.filter((operationId) => inConsole(operationId) && !reading.includes(operationId));

    expect(changing.toSorted()).toEqual(
      [...BY_ACT, 'adminCreatePasswordLink', 'adminEndSession', 'adminEndSessions', 'adminUnlockUser'].toSorted(),
    );
  });

  it('staff reach neither settings nor roles nor the audit log', () => {
    const reserved = guarded.filter(({ permission }) => /^(settings|role|audit)\./.test(permission));

    expect(reserved.filter(({ operationId }) => open.staff.includes(operationId))).toEqual([]);
    expect(reserved.length).toBeGreaterThan(10);
  });

  it('a role of the organisation opens what its permissions open', () => {
    const added = open.keeper.filter((operationId) => !open.member.includes(operationId));

    expect(added).toEqual(
      guarded.filter(({ permission }) => permission === 'settings.manage').map((one) => one.operationId),
    );
    expect(added).toContain('adminUpdateSettings');
  });

  it('a superuser reaches all', () => {
    expect(open.superuser).toEqual(guarded.map(({ operationId }) => operationId));
  });
});
