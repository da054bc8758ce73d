import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import type { BusTransport } from '../../src/core/bus/bus-transport.js';
import { PostgresBus } from '../../src/core/bus/postgres-bus.js';
import { RedisBus } from '../../src/core/bus/redis-bus.js';
import { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { RedisServer } from '../support/redis-server.js';

/** What one node hears of its transport. */
class Ear {
  readonly heard: string[] = [];
  readonly states: string[] = [];

  constructor(readonly transport: BusTransport) {
    transport.start({
      heard: (payload) => this.heard.push(payload),
      connected: () => this.states.push('connected'),
      lost: () => this.states.push('lost'),
    });
  }

  connectedTimes(times: number): Promise<void> {
    return eventually(() =>
      expect(this.states.filter((state) => state === 'connected').length).toBeGreaterThanOrEqual(times),
    );
  }
}

/** The promises of a transport, whatever carries it. */
function promises(open: () => BusTransport, cut: () => Promise<void>): void {
  let one: Ear;
  let other: Ear;

  beforeEach(async () => {
    [one, other] = [new Ear(open()), new Ear(open())];
    await Promise.all([one.connectedTimes(1), other.connectedTimes(1)]);
  });
  afterEach(async () => {
    await Promise.all([one.transport.stop(), other.transport.stop()]);
  });

  it('carries what one node says to the others, in order, up to the largest payload', async () => {
    const large = 'ü'.repeat(one.transport.maxBytes / 2);

    await one.transport.send(['first', large]);
    await one.transport.send(['last']);

    await eventually(() => expect(other.heard).toEqual(['first', large, 'last']));
  });

  it('says that it was cut, comes back by itself, and says that too', async () => {
    await cut();
    await Promise.all([one.connectedTimes(2), other.connectedTimes(2)]);

    // What sends has a connection of its own, which may come back later than what listens.
    await eventually(() => one.transport.send(['again']));

    await eventually(() => expect(other.heard).toContain('again'));
    for (const { states } of [one, other]) expect(states.slice(0, 3)).toEqual(['connected', 'lost', 'connected']);
  });

  it('says nothing more once it is stopped, and refuses to send', async () => {
    await one.transport.stop();

    await expect(one.transport.send(['too late'])).rejects.toThrow();
    await other.transport.send(['without it']);
    await eventually(() => expect(other.heard).toEqual(['without it']));
    expect(one.heard).toEqual([]);
  });
}

describe('the bus through PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await TestDatabase.create({ migrated: false });
  });
  afterAll(() => database.drop());

  promises(
    () => new PostgresBus(database.url),
    async () => {
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'parley bus' and datname = current_database()`,
      );
    },
  );
});

describe('the bus through a Redis that nobody answers at', () => {
  it('says so, once', async () => {
    const ear = new Ear(new RedisBus('redis://127.0.0.1:1'));

    await eventually(() => expect(ear.states).toEqual(['lost']));

    await ear.transport.stop();
  });
});

(RedisServer.isThere ? describe : describe.skip)('the bus through Redis or Valkey', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  promises(
    () => new RedisBus(server.url),
    async () => {
      const client = await createClient({ url: server.url }).connect();
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      client.destroy();
    },
  );
});
