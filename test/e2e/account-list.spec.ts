import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from '../support/caller.js';
import { statementsDuring } from '../support/count-queries.js';
import { pagesReadBy } from '../support/statement-costs.js';
import { type Person, TestApp } from '../support/test-app.js';

const PEOPLE = [
  { username: 'ana.berg', firstName: 'Ana', lastName: 'Berg' },
  { username: 'jonas', firstName: 'Jonas', lastName: 'Lindqvist' },
  { username: 'masha', firstName: 'Мария', lastName: 'Иванова' },
  { username: 'zofia', firstName: 'Zofia', lastName: 'Łukasik', isStaff: true },
  { username: 'nameless' },
] as const;

describe('the list of accounts', () => {
  let app: TestApp;
  let staff: Person;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
    for (const person of PEOPLE) {
      const account = { ...person, email: `${person.username}@parley.example`, password: 'seven-otters-sing' };
      ids.set(person.username, (await app.as(app.root).post('/admin/users', account).expect(201)).body.id);
    }
    const { id } = await app.person('gone');
    await app.as(app.root).patch(`/admin/users/${id}`, { isActive: false }).expect(200);
    ids.set('gone', id);
  });
  afterAll(() => app.stop());

  const list = (query: string) => app.as(staff).get(`/admin/users?${query}`).expect(200);
  const names = ({ body }: Answer): string[] => body.items.map(({ username }: { username: string }) => username);
  const found = async (query: string) => names(await list(query));
  const searched = (text: string) => found(`search=${encodeURIComponent(text)}`);
  const set = (username: string, columns: string) =>
    app.database.query(`update users set ${columns} where username = $1`, [username]);

  it('shows of each account its roles, when it was seen, until when it is locked and where it is signed in', async () => {
    const { body } = await list('search=zofia');

    expect(body).toMatchObject({
      items: [
        {
          ...{ username: 'zofia', roles: ['member', 'staff'], lastLogin: null, lastSeenAt: null },
          ...{ lockedUntil: null, sessions: 0 },
        },
      ],
      nextCursor: null,
      total: 1,
    });
    await set('zofia', `last_seen_at = '2026-03-04T05:06:07.890Z'`);
    const { body: later } = await list('search=zofia');
    expect(later.items[0].lastSeenAt).toBe('2026-03-04T05:06:07.890Z');
    await set('zofia', 'last_seen_at = null');
    const { body: mine } = await list('search=staff&status=active');
    expect(mine.items[0]).toMatchObject({ username: 'staff', sessions: 1 });
  });

  it('is asked with as many statements for one account as for all', async () => {
    const one = await statementsDuring(() => list('search=zofia'));
    const all = await statementsDuring(() => list(''));

    expect(all.length).toBe(one.length);
  });

  describe('by status', () => {
    it('tells who may sign in from who may not, in the words of earlier versions too', async () => {
      expect(await found('status=deactivated')).toEqual(['gone']);
      expect(await found('status=inactive')).toEqual(['gone']);
      expect(await found('status=active')).not.toContain('gone');
      expect(await found('status=staff')).toEqual(['root', 'staff', 'zofia']);
    });

    it('finds who never signed in, and of them who still may', async () => {
      const never = ['ana.berg', 'jonas', 'masha', 'nameless', 'zofia'];
      expect(await found('status=never')).toEqual(never);
      await set('jonas', 'is_active = false');
      expect(await found('status=invited')).toEqual(never.filter((name) => name !== 'jonas'));
      expect(await found('status=never')).toEqual(never);
      await set('jonas', 'is_active = true');
    });

    it('finds who is locked after too many guesses, and says until when', async () => {
      const locked = await TestApp.start({ rateLimits: true });
      try {
        const ben = await locked.person('ben');
        await locked.person('cyd');
        const failed = (userId: string, source: string, ago: string, count: number) =>
          locked.database.query(
            `insert into sign_in_failures (id, account_key, source_key, at, user_id)
             select gen_random_uuid(), 'k', $2, now() - $3::interval, $1 from generate_series(1, $4)`,
            [userId, source, ago, count],
          );
        const query = '/admin/users?status=locked';

        await failed(ben.id, 'address 192.0.2.1', '20 minutes', 10);
        await failed(ben.id, 'device x', '1 minute', 10);
        await failed(ben.id, 'address 192.0.2.1', '5 minutes', 9);
        expect((await locked.as(locked.root).get(query).expect(200)).body).toMatchObject({ items: [], total: 0 });
        await failed(ben.id, 'address 192.0.2.2', '1 minute', 1);

        const { body } = await locked.as(locked.root).get(query).expect(200);
        expect(names({ body } as Answer)).toEqual(['ben']);
        expect(body.total).toBe(1);
        const left = new Date(body.items[0].lockedUntil).getTime() - Date.now();
        expect(Math.round(left / 60_000)).toBe(10);
      } finally {
        await locked.stop();
      }
    });

    it('counts a guess at an account as one of its owner', async () => {
      const guessed = await TestApp.start({ rateLimits: true });
      try {
        const ben = await guessed.person('ben');
        for (const login of ['ben', 'nobody']) {
          await guessed.anonymous().post('/auth/login', { login, password: 'wrong-wrong-wrong' }).expect(401);
        }

        expect(await guessed.database.query('select user_id as id from sign_in_failures order by 1')).toEqual([
          { id: ben.id },
          { id: null },
        ]);
      } finally {
        await guessed.stop();
      }
    });
  });

  describe('by what accounts are', () => {
    it('finds those with a role, be it one that was granted or one of a flag', async () => {
      const { body: roles } = await app.as(app.root).get('/admin/roles').expect(200);
      const auditor = roles.items.find(({ key }: { key: string }) => key === 'auditor');
      await app
        .as(app.root)
        .put(`/admin/users/${ids.get('masha')}/roles/${auditor.id}`)
        .expect(204);

      expect(await found('role=auditor')).toEqual(['masha']);
      expect(await found('role=staff')).toEqual(['root', 'staff', 'zofia']);
      expect(await found('role=superuser')).toEqual(['root']);
      expect(await found('role=member')).toHaveLength(8);
      expect(await found('role=nothing')).toEqual([]);
      const { body } = await list('role=auditor');
      expect(body.items[0].roles).toEqual(['member', 'auditor']);
    });

    it('finds those with a flag', async () => {
      expect(await found('flag=staff')).toEqual(['root', 'staff', 'zofia']);
      expect(await found('flag=superuser')).toEqual(['root']);
    });

    it('finds by when people signed in and joined', async () => {
      await set('gone', `last_login = '2026-01-10T00:00:00Z', date_joined = '2025-05-05T00:00:00Z'`);

      expect(await found('lastLoginBefore=2026-01-10T00:00:00.001Z')).toEqual(['gone']);
      expect(await found('lastLoginBefore=2026-01-10T00:00:00Z')).toEqual([]);
      expect(await found('lastLoginAfter=2026-01-10T00:00:00Z&status=deactivated')).toEqual(['gone']);
      expect(await found('lastLoginAfter=2026-01-10T00:00:00.001Z&status=deactivated')).toEqual([]);
      expect(await found('joinedBefore=2025-06-01T00:00:00Z')).toEqual(['gone']);
      expect(await found('joinedAfter=2025-06-01T00:00:00%2B02:00')).not.toContain('gone');
    });

    it('finds who was neither seen nor signed in nor made for some days', async () => {
      await set('gone', `last_login = now() - interval '40 days', date_joined = now() - interval '90 days'`);

      expect(await found('inactiveDays=39')).toEqual(['gone']);
      expect(await found('inactiveDays=41')).toEqual([]);
      await set('gone', `last_seen_at = now() - interval '10 days'`);
      expect(await found('inactiveDays=39')).toEqual([]);
      await set('gone', 'last_seen_at = null');
    });

    it('shows what all filters together leave, and counts it', async () => {
      const { body } = await list('status=active&flag=staff&search=zofia&limit=1');

      expect([names({ body } as Answer), body.total]).toEqual([['zofia'], 1]);
      expect(await found('status=deactivated&flag=staff')).toEqual([]);
    });
  });

  describe('by words', () => {
    it('finds a part of the name, the username or the e-mail address, in any case and script', async () => {
      expect(await searched('LIND')).toEqual(['jonas']);
      expect(await searched('berg ana')).toEqual(['ana.berg']);
      expect(await searched('иван')).toEqual(['masha']);
      expect(await searched('lukasik')).toEqual(['zofia']);
      expect(await searched('Nameless@PARLEY')).toEqual(['nameless']);
    });

    it('finds one or two letters where a word begins, in other scripts anywhere', async () => {
      expect(await searched('li')).toEqual(['jonas']);
      expect(await searched('li jo')).toEqual(['jonas']);
      expect(await searched('in')).toEqual([]);
      expect(await searched('ри')).toEqual(['masha']);
    });

    it('finds an id', async () => {
      expect(await searched(ids.get('jonas') ?? '')).toEqual(['jonas']);
      expect(await searched((ids.get('jonas') ?? '').toUpperCase())).toEqual(['jonas']);
    });

    it('forgives one error in a word of five letters or more, and puts what is exact first', async () => {
      expect(await searched('lindqvits')).toEqual(['jonas']);
      expect(await searched('lundqvist')).toEqual(['jonas']);
      expect(await searched('jnoas lindqvist')).toEqual(['jonas']);
      expect(await searched('иваноа')).toEqual(['masha']);
      expect(await searched('zufia')).toEqual(['zofia']);
      expect(await searched('lundkvist')).toEqual([]);
      expect(await searched('barg')).toEqual([]);
      await app.person('lindqvits');
      expect(await searched('lindqvits')).toEqual(['lindqvits', 'jonas']);
    });
  });

  describe('in order', () => {
    const sorted = async (sort: string) => {
      const all: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
        all.push(...names({ body } as Answer));
        cursor = body.nextCursor;
      }
      return all;
    };

    it.each(['name', 'username', 'email', 'lastLogin', 'lastSeen', 'joined'])(
      'of %s goes on from page to page without gap or repetition, both ways',
      async (key) => {
        const up = await sorted(key);

        expect(new Set(up).size).toBe(9);
        expect(await sorted(`-${key}`)).toEqual(up.toReversed());
        expect(up).toEqual(await found(`sort=${key}`));
      },
    );

    it('of names puts those without one where their username stands', async () => {
      expect(await found('sort=name&status=never')).toEqual(['ana.berg', 'jonas', 'nameless', 'zofia', 'masha']);
    });

    it('of sign-ins and sightings begins with those of whom there is none', async () => {
      await set('jonas', `last_login = now() + interval '1 day', last_seen_at = now()`);

      expect((await found('sort=lastLogin')).at(-1)).toBe('jonas');
      expect((await found('sort=-lastSeen'))[0]).toBe('jonas');
      await set('jonas', 'last_login = null, last_seen_at = null');
      expect((await found('sort=-lastLogin')).slice(0, 4)).not.toContain('jonas');
    });

    it('of usernames, or of what matches best, it is when none is asked for', async () => {
      expect(await found('')).toEqual((await found('')).toSorted());
      expect((await searched('zofia'))[0]).toBe('zofia');
      // All alike, by their addresses.
      const alike = await searched('parley');
      expect(alike.length).toBeGreaterThan(4);
      expect(alike).toEqual(alike.toSorted());
    });
  });

  it.each([
    ['status=sleeping', '/status'],
    ['flag=owner', '/flag'],
    ['sort=age', '/sort'],
    ['inactiveDays=0', '/inactiveDays'],
    ['lastLoginBefore=yesterday', '/lastLoginBefore'],
    ['lastLoginAfter=2026-02-30T00:00:00Z', '/lastLoginAfter'],
    ['joinedBefore=1', '/joinedBefore'],
    ['joinedAfter=', '/joinedAfter'],
    ['role=', '/role'],
    ['team=', '/team'],
    [`search=${'x'.repeat(101)}`, '/search'],
    ['cursor=abc', '/cursor'],
    ['limit=201', '/limit'],
  ])('refuses %s, and says where the fault is', async (query, pointer) => {
    const { body } = await app.as(staff).get(`/admin/users?${query}`).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('refuses a cursor of another order', async () => {
    const { body } = await list('sort=username&limit=1');

    await list(`sort=username&limit=1&cursor=${body.nextCursor}`);
    await app.as(staff).get(`/admin/users?sort=email&limit=1&cursor=${body.nextCursor}`).expect(400);
  });

  describe('of tens of thousands', () => {
    const MANY = 30_000;
    /** Of 8 kB each; everybody's rows have three times as many. */
    const FEW_PAGES = 300;
    let everybody: number;
    beforeAll(async () => {
      await app.database.query(
        `insert into users (id, username, email, password, first_name, last_name, folded_name, date_joined, last_login)
         select gen_random_uuid(), 'user' || n, 'user' || n || '@many.example', '!', 'First' || n % 997, name,
           '|first' || n % 997 || ' ' || name || '|user' || n || '|', now() - n * interval '1 minute', now() - n * interval '1 second'
         from generate_series(1, $1) n, translate(left(md5(n::text), 10), '0123456789', 'ghijklmnop') name`,
        [MANY],
      );
      await app.database.query('vacuum analyze users');
      const [size] = await app.database.query<{ pages: number }>(
        `select (pg_relation_size('users') / 8192)::integer as pages`,
      );
      everybody = size?.pages ?? 0;
    });
    const isPage = ({ text }: { text: string }) => text.includes('sort_key');
    const cost = (query: string) => pagesReadBy(app.database, () => list(query), isPage);

    it.each(['name', 'username', 'email', 'lastLogin', 'joined'])(
      'a page by %s reads what it shows, the first and one from the middle, both ways',
      async (key) => {
        for (const sort of [key, `-${key}`]) {
          const { body } = await list(`sort=${sort}&limit=200`);
          expect(await cost(`sort=${sort}`)).toBeLessThan(FEW_PAGES);
          expect(await cost(`sort=${sort}&cursor=${body.nextCursor}`)).toBeLessThan(FEW_PAGES);
        }
      },
    );

    it('a search reads what it finds, also with a typing error and of an id or an address', async () => {
      expect(everybody).toBeGreaterThan(2 * FEW_PAGES);
      const [{ name } = { name: '' }] = await app.database.query<{ name: string }>(
        `select last_name as name from users where username = 'user29876'`,
      );
      const mistyped = `${name.slice(0, 4)}x${name.slice(5)}`;
      for (const search of [name, mistyped, 'user29876@many', ids.get('jonas') ?? '']) {
        expect({ search, found: (await searched(search)).length > 0 }).toEqual({ search, found: true });
        expect({ search, few: (await cost(`search=${search}`)) < FEW_PAGES }).toEqual({ search, few: true });
      }
    });

    it('those of a team are found by who is in it', async () => {
      const people = await app.database.query<{ id: string }>(
        `select id from users where username like 'user12%' limit 100`,
      );
      const userIds = people.map(({ id }) => id);
      await app.as(app.root).post('/admin/teams', { key: 'some', name: 'Some', userIds }).expect(201);
      await app.database.query('vacuum analyze team_members');

      for (const sort of ['', '&sort=name', '&sort=-lastSeen']) {
        expect({ sort, few: (await cost(`team=some${sort}`)) < 2 * FEW_PAGES }).toEqual({ sort, few: true });
      }
      expect((await list('team=some')).body.total).toBe(100);
    });

    it('by when they were seen it reads everybody once, whose number is what it costs to count them', async () => {
      expect(await cost('sort=lastSeen')).toBeLessThan(2 * everybody);
      expect((await list('search=many.example&limit=1')).body.total).toBe(MANY);
    });
  });
});
