import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statementsDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('the list of accounts as a file', () => {
  let app: TestApp;
  let staff: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
    await app.person('ana', { firstName: '=cmd()', lastName: 'Berg, "Ana"' });
  });
  afterAll(() => app.stop());

  const linesOf = (text: string) => text.replace(/^\uFEFF/, '').split('\r\n');
  const exported = async (query = '') => {
    const response = await fetch(`${app.url}/api/v1/admin/users/export?format=csv${query}`, {
      headers: { authorization: `Bearer ${app.root.token}` },
    });
    expect(response.status).toBe(200);
    // `text()` would take the mark away.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  };
  const many = () =>
    app.database.query(
      `insert into users (id, username, email, password, about, title, date_joined)
       select gen_random_uuid(), 'many' || n, 'many' || n || '@x.example', '!', '', repeat('t', 150), now()
       from generate_series(1, 20000) n on conflict do nothing`,
    );
  const records = () =>
    app.database.query<{ actor_id: string; after: object }>(
      `select actor_id, after from audit_log where action = 'users.exported' order by id`,
    );

  it('is CSV in UTF-8 with a mark, a header and a line for each account', async () => {
    const { headers } = await app.as(app.root).get('/admin/users/export?format=csv').expect(200);
    const text = await exported('&sort=username');

    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="people.csv"');
    expect(text.startsWith('\uFEFFid,username,email,firstName,lastName,title,isActive,roles,joined,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const lines = linesOf(text);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain(`,ana,ana@parley.example,'=cmd(),"Berg, ""Ana""",,true,member,`);
    expect(lines[3]).toContain(',staff,staff@parley.example,,,,true,member staff,');
  });

  it('has who matches the filter alone, in the order that is asked for', async () => {
    const lines = linesOf(await exported('&status=staff&sort=-username'));

    expect(lines.slice(1, -1).map((line) => line.split(',')[1])).toEqual(['staff', 'root']);
  });

  it('is put on record before it begins, with the filter and the number', async () => {
    const before = await records();
    await exported('&flag=staff');

    expect((await records()).slice(before.length)).toEqual([
      { actor_id: app.root.id, after: { format: 'csv', filter: { flag: 'staff' }, count: 2 } },
    ]);
  });

  it('is for superusers to begin with, and nothing of it is on record where it is refused', async () => {
    const before = await records();
    const { body } = await app.as(staff).get('/admin/users/export?format=csv').expect(403);

    expect(body.code).toBe('permission_denied');
    for (const query of ['', '?format=xlsx', '?format=csv&status=sleeping', '?format=csv&limit=1']) {
      await app.as(app.root).get(`/admin/users/export${query}`).expect(400);
    }
    expect(await records()).toEqual(before);
  });

  it('is read whole where there are more than one page, and no further when nobody takes it any more', async () => {
    await many();
    expect(linesOf(await exported('&sort=name'))).toHaveLength(20_003 + 2);

    const isPage = ({ text }: { text: string }) => text.includes('sort_key');
    const whole = await statementsDuring(() => exported(), isPage);
    const both = await statementsDuring(async () => {
      const leaving = new AbortController();
      const response = await fetch(`${app.url}/api/v1/admin/users/export?format=csv`, {
        headers: { authorization: `Bearer ${app.root.token}` },
        signal: leaving.signal,
      });
      const reader = response.body?.getReader();
      await reader?.read();
      leaving.abort();
      await exported();
    }, isPage);
    // The second one takes long enough for the first to be read to its end.
    expect(both.length).toBeLessThan(whole.length * 1.5);
  });

  it('ends while it is sent, when whoever asked for it may not do so any more', async () => {
    await many();
    const leaving = await app.person('leaving', { isSuperuser: true });
    const response = await fetch(`${app.url}/api/v1/admin/users/export?format=csv`, {
      headers: { authorization: `Bearer ${leaving.token}` },
    });
    const reader = response.body?.getReader();
    await reader?.read();

    await app.as(app.root).patch(`/admin/users/${leaving.id}`, { isActive: false }).expect(200);

    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
  });
});
