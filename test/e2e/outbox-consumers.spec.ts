import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrate } from '../../src/core/database/migrate.js';
import type { OutboxConsumer } from '../../src/core/outbox/outbox-consumer.js';
import { OutboxConsumers } from '../../src/core/outbox/outbox-consumers.js';
import { OutboxPruner } from '../../src/core/outbox/outbox-pruner.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

/** Counts in a table of its own which revs it was handed, as a search index would take up messages. */
class Counter implements OutboxConsumer {
  failsAt: number | undefined;

  constructor(readonly name: string) {}

  async begin({ manager }: Parameters<OutboxConsumer['handle']>[1]): Promise<void> {
    await manager.query('insert into counted (consumer, rev) values ($1, -1)', [this.name]);
  }

  async handle(
    [...moves]: Parameters<OutboxConsumer['handle']>[0],
    { manager }: Parameters<OutboxConsumer['handle']>[1],
  ) {
    for (const { conversationId, firstRev, lastRev } of moves) {
      await manager.query(
        `insert into counted (consumer, conversation_id, rev) select $1, $2, generate_series($3::int, $4::int)`,
        [this.name, conversationId, firstRev, lastRev],
      );
      if (this.failsAt !== undefined && lastRev >= this.failsAt) throw new Error('The index is full.');
    }
  }
}

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let conversationId: string;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  ana = await app.person('ana');
  await app.database.query('create table counted (consumer text, conversation_id uuid, rev int)');
});
beforeEach(async () => {
  conversationId = await app.conversation(ana, app.root);
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const counted = async (name: string) => {
  const rows = await app.database.query<{ rev: number }>(
    'select rev from counted where consumer = $1 and conversation_id = $2 order by rev',
    [name, conversationId],
  );
  return rows.map(({ rev }) => rev);
};
const say = async (times: number) => {
  let last = 0;
  for (let n = 0; n < times; n++) last = (await app.say(ana, conversationId, `no ${n}`)).rev;
  return last;
};
const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** Registers it on both nodes, and waits until it has begun. */
async function follow(name: string): Promise<Counter> {
  const consumer = new Counter(name);
  for (const node of [app.nest, other.nest]) node.get(OutboxConsumers).register(consumer);
  await eventually(async () =>
    expect(await app.database.query('select 1 from counted where consumer = $1', [name])).toHaveLength(1),
  );
  return consumer;
}

describe('a consumer of the outbox', () => {
  it('hears of everything that is committed after it began, once, though two nodes have it', async () => {
    await follow('twice');
    const first = await say(1);

    const last = await say(250);

    await eventually(async () => expect((await counted('twice')).at(-1)).toBe(last), 15_000);
    expect(await counted('twice')).toEqual(upTo(first, last));
  }, 60_000);

  it('hears of what a transaction wrote that was open while others were committed', async () => {
    await follow('late');
    const slow = new Client(app.database.url);
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into outbox (id, node_id, at, conversation_ids, first_revs, last_revs, members_revs)
       values (gen_random_uuid(), gen_random_uuid(), now(), array[$1::uuid], array[1000], array[1000], array[0])`,
      [conversationId],
    );
    const rev = await say(1);
    await eventually(async () => expect(await counted('late')).toEqual([rev]));

    await slow.query('commit');
    await slow.end();

    await eventually(async () => expect(await counted('late')).toEqual([rev, 1000]));
  });

  it('is asked again for what it failed at, and keeps nothing of the failure', async () => {
    const consumer = await follow('failing');
    consumer.failsAt = 0;
    const rev = await say(1);
    await eventually(async () => {
      const cursors = await app.database.query(`select 1 from outbox_cursors where name = 'failing' and failures > 0`);
      expect(cursors).toHaveLength(1);
    });
    expect(await counted('failing')).toEqual([]);

    consumer.failsAt = undefined;

    await eventually(async () => expect(await counted('failing')).toEqual([rev]), 15_000);
  }, 30_000);

  it('keeps the outbox from forgetting what it has not done', async () => {
    const consumer = await follow('slow');
    consumer.failsAt = 0;
    const rev = await say(1);
    await app.database.query(`update outbox set at = now() - interval '2 hours'`);
    const isThere = async () => {
      const rows = await app.database.query('select 1 from outbox where $1::uuid = any(conversation_ids)', [
        conversationId,
      ]);
      return rows.length > 0;
    };
    await app.nest.get(OutboxPruner).handle();
    expect(await isThere()).toBe(true);

    consumer.failsAt = undefined;
    await eventually(async () => expect(await counted('slow')).toEqual([rev]), 15_000);
    await app.nest.get(OutboxPruner).handle();

    expect(await isThere()).toBe(false);
  }, 30_000);

  it('begins anew in a database that was restored from a dump', async () => {
    await follow('restored');
    await app.database.query('update database_identity set system_identifier = 1');

    await migrate(app.database.url);

    await eventually(async () =>
      expect(await app.database.query(`select 1 from counted where consumer = 'restored' and rev = -1`)).toHaveLength(
        2,
      ),
    );
    const rev = await say(1);
    await eventually(async () => expect(await counted('restored')).toEqual([rev]));
  });
});
