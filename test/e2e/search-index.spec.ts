import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RebuildProgress, RebuildRuns, rebuildIndex } from '../../src/search/index/rebuild-index.js';
import { AnotherNode } from '../support/another-node.js';
import { Caller } from '../support/caller.js';
import { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { indexed, searched, textsFound } from '../support/searching.js';
import { ServerProcess } from '../support/server-process.js';
import { type Person, TestApp } from '../support/test-app.js';

/** Where the blocks of a conversation do not follow each other, or end before it does; nothing where all is well. */
const GAPS = `
  with blocks as (
    select conversation_id, first_seq, last_seq from search_blocks
    union all
    select conversation_id, first_seq, last_seq from search_tails where not resting
  ), placed as (
    select *, lag(last_seq, 1, 0::bigint) over (partition by conversation_id order by first_seq) as before from blocks
  )
  select conversation_id, first_seq from placed where first_seq <> before + 1
  union all
  select c.id, c.last_seq from conversations c
  where c.deleted_at is null and c.last_seq <> coalesce((select max(last_seq) from blocks b where b.conversation_id = c.id), 0)`;

describe('the index', () => {
  let app: TestApp;
  let ana: Person;
  let ben: Person;
  let id: string;
  beforeAll(async () => {
    app = await TestApp.start();
    [ana, ben] = await app.people('ana', 'ben');
    id = await app.conversation(ana, ben);
  });
  afterAll(() => app.stop());

  const sayMany = async (word: string, times: number) => {
    for (let n = 0; n < times; n += 20) {
      await Promise.all(
        Array.from({ length: Math.min(20, times - n) }, (_, m) => app.say(ana, id, `${word} ${n + m}`)),
      );
    }
  };
  const countOf = async (word: string) => {
    let count = 0;
    for (let cursor: string | undefined; ;) {
      const page = await searched(app, ben, { q: word, limit: '200', ...(cursor !== undefined && { cursor }) });
      count += page.items.length;
      if (page.nextCursor === null) return count;
      cursor = page.nextCursor;
    }
  };
  const gaps = () => app.database.query(GAPS);
  const forgetAll = async () => {
    for (const table of ['search_blocks', 'search_tails']) await app.database.query(`delete from ${table}`);
  };

  it('has each message once, whichever of two nodes took it up', async () => {
    const other = await AnotherNode.beside(app);
    try {
      await sayMany('barometer', 300);
      await indexed(app);

      expect(await countOf('barometer')).toBe(300);
      expect(await gaps()).toEqual([]);
    } finally {
      await other.stop();
    }
  }, 60_000);

  it('hears of what was said by itself', async () => {
    await app.say(ana, id, 'theodolite');

    await eventually(async () => expect(await textsFound(app, ben, 'theodolite')).toEqual(['theodolite']));
  });

  it('takes up all that was written before there was one, says what cannot be found yet, and how much is done', async () => {
    await sayMany('sextant', 200);
    await indexed(app);
    await forgetAll();
    const before = await searched(app, ben, 'sextant');
    expect(before).toMatchObject({ items: [], indexing: { done: 0 } });
    expect(before.indexing.total).toBeGreaterThanOrEqual(200);

    // As at the first start of a version that has it.
    await app.database.query(`delete from outbox_cursors where name = 'search'`);

    await indexed(app);
    expect(await countOf('sextant')).toBe(200);
    expect((await searched(app, ben, 'sextant')).indexing).toBeUndefined();
    expect((await searched(app, ben, 'astrolabe')).indexing).toBeUndefined();
    expect(await gaps()).toEqual([]);
  }, 60_000);

  it('holds what is longer than one block can be, and what was made so later', async () => {
    const letters = (first: number) =>
      Array.from({ length: 9_900 }, (_, n) => String.fromCodePoint(0x4e00 + ((first + 17 * n) % 20_000))).join('');
    for (let n = 0; n < 4; n++) await app.say(ana, id, `${letters(n * 31)}${letters(n * 57)} gyroscope`);
    for (let n = 0; n < 8; n++) await app.say(ana, id, 'short gyroscope');
    const { seq } = await app.say(ana, id, 'short');
    await indexed(app);

    for (let n = 0; n < 9; n++) {
      const body = `${letters(n * 57)}${letters(n * 91)} gyroscope edited`;
      await app
        .as(ana)
        .patch(`/conversations/${id}/messages/${seq - n}`, { body })
        .expect(200);
    }
    await indexed(app);

    expect(await countOf('gyroscope')).toBe(13);
    expect(await countOf('"gyroscope edited"')).toBe(9);
    expect(await gaps()).toEqual([]);
  }, 60_000);

  it('is looked through a part at a time where very much does not fit, and leads on to what does', async () => {
    const quarry = await app.conversation(ben, app.root);
    await app.database.query(
      `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
       select $1, s, s, $2, gen_random_uuid(), '\\x00', case when s > 1 then 'kiln glaze' else 'kiln' end,
         now() + s * interval '1 ms' from generate_series(1, 9000) s`,
      [quarry, ben.id],
    );
    await app.database.query('update conversations set last_seq = 9000, last_rev = 9000 where id = $1', [quarry]);
    await app.database.query('update search_tails set behind = true where conversation_id = $1', [quarry]);
    await indexed(app);

    const pages: number[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await searched(app, ben, { q: 'kiln -glaze', ...(cursor !== undefined && { cursor }) });
      pages.push(page.items.length);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }

    expect(pages[0]).toBe(0);
    expect(pages.reduce((sum, length) => sum + length)).toBe(1);
    expect(pages.length).toBeLessThan(5);
  }, 60_000);

  describe('that is made anew', () => {
    const rebuilt = async (tell: (progress: RebuildProgress) => void = () => undefined) =>
      rebuildIndex(app.database.url, tell);

    it('finds everything again, while people search and write, and says how far it is', async () => {
      await sayMany('compass', 300);
      await indexed(app);
      await app.database.query(`update search_blocks set words = '@:1' where conversation_id = $1`, [id]);
      expect(await countOf('compass')).toBeLessThan(300);

      const told: RebuildProgress[] = [];
      const [{ done, total }] = await Promise.all([rebuilt((progress) => told.push(progress)), sayMany('compass', 40)]);

      await indexed(app);
      expect(await countOf('compass')).toBe(340);
      expect(await gaps()).toEqual([]);
      expect(done).toBe(total);
      expect(told.map((progress) => progress.done)).toEqual(
        told.map((progress) => progress.done).toSorted((a, b) => a - b),
      );
    }, 60_000);

    it('goes on where it was ended', async () => {
      const end = new Error('Somebody pressed Ctrl+C.');
      await expect(
        rebuilt(({ done }) => {
          if (done > 0) throw end;
        }),
      ).rejects.toBe(end);

      const told: number[] = [];
      await rebuilt(({ done }) => told.push(done));

      expect(told[0]).toBeGreaterThan(0);
    }, 60_000);

    it('takes a conversation up from the beginning in which messages are missing', async () => {
      await app.database.query(
        `delete from search_blocks where conversation_id = $1 and first_seq = (
          select min(first_seq) from search_blocks where conversation_id = $1 and first_seq > 1)`,
        [id],
      );
      expect(await gaps()).not.toEqual([]);

      await rebuilt();
      await indexed(app);

      expect(await gaps()).toEqual([]);
      expect(await countOf('compass')).toBe(340);
    }, 60_000);

    it('is made so by a command', async () => {
      const env = { DATABASE_URL: app.database.url, JWT_SECRET: 'x'.repeat(32) };
      const command = ServerProcess.run(['dist/src/cli/search-rebuild.js'], env);

      expect({ exitCode: await command.ended(), text: command.text }).toEqual({
        exitCode: 0,
        text: expect.stringMatching(/made anew, of [\d,]+ messages/),
      });
    }, 30_000);

    it('is made by one at a time', async () => {
      let second: Promise<unknown> | undefined;
      await rebuilt(() => {
        second ??= expect(rebuilt()).rejects.toBeInstanceOf(RebuildRuns);
      });

      await second;
    }, 60_000);
  });

  it('is a part of the health of the server', async () => {
    const part = async () => {
      const { body } = await app.as(app.root).get('/admin/health').expect(200);
      return body.parts.find(({ part: name }: { part: string }) => name === 'search');
    };
    await eventually(
      async () => expect(await part()).toMatchObject({ state: 'ok', facts: { messagesToIndex: 0 } }),
      10_000,
    );

    await app.database.query(`update outbox_cursors set retry_at = now() + interval '1 hour' where name = 'search'`);
    await app.say(ana, id, 'astrolabe');
    await app.database.query(`update outbox set at = now() - interval '2 minutes'`);

    await eventually(async () => expect(await part()).toMatchObject({ state: 'degraded', reason: 'behind' }), 10_000);
    await app.database.query(`update outbox_cursors set retry_at = null where name = 'search'`);
    await eventually(async () => expect(await part()).toMatchObject({ state: 'ok' }), 10_000);
  }, 40_000);
});

describe('the index of a server that is killed', () => {
  const SETUP_TOKEN = 'the-set-up-token-of-tests';
  let database: TestDatabase | undefined;
  let server: ServerProcess | undefined;
  afterEach(async () => {
    server?.kill('SIGTERM');
    await server?.ended();
    await database?.drop();
  });

  it('has every message when it is there again, and each once', async () => {
    const own = (database = await TestDatabase.create());
    const run = async () => {
      const env = { PORT: '0', SETUP_TOKEN, DATABASE_URL: own.url, JWT_SECRET: 'x'.repeat(32), RATE_LIMITS: 'off' };
      server = ServerProcess.run(['dist/src/main.js'], { ...env, LOG_LEVEL: 'warn' });
      return server.address();
    };
    let url = await run();
    const account = { username: 'ana', email: 'ana@parley.example', password: 'correct-horse-battery' };
    const { body: session } = await new Caller(url).post('/setup', { token: SETUP_TOKEN, ...account }).expect(201);
    const note = { kind: 'direct', userId: session.user.id };
    const { body: chat } = await new Caller(url, session.accessToken).post('/conversations', note).expect(201);
    const acknowledged: string[] = [];

    for (let death = 0; death < 4; death++) {
      const me = new Caller(url, session.accessToken);
      const begin = performance.now();
      // Long enough for the index to be in the middle of it, at another place each time.
      while (performance.now() - begin < 1_400 + 350 * death) {
        const bodies = Array.from({ length: 10 }, (_, n) => `echo n${acknowledged.length + n}`);
        await Promise.all(
          bodies.map((body) =>
            me.post(`/conversations/${chat.id}/messages`, { clientId: crypto.randomUUID(), body }).expect(201),
          ),
        );
        acknowledged.push(...bodies);
      }
      server?.kill('SIGKILL');
      await server?.ended();
      url = await run();
    }

    await indexed({ database: own });
    const found: string[] = [];
    for (let cursor: string | undefined; ;) {
      const parameters = new URLSearchParams({ q: 'echo', limit: '200', ...(cursor !== undefined && { cursor }) });
      const { body } = await new Caller(url, session.accessToken).get(`/messages/search?${parameters}`).expect(200);
      found.push(...body.items.map(({ message }: { message: { body: string } }) => message.body));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(found.toSorted()).toEqual(acknowledged.toSorted());
    expect(await own.query(GAPS)).toEqual([]);
  }, 90_000);
});
