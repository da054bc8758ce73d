import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import { pino } from 'pino';
import { createApplication } from '../../src/application.js';
import { readSettings } from '../../src/config/settings.js';
import { migrate } from '../../src/core/database/migrate.js';
import { type Tx, UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { type Job, NoData, type TransactionalJob } from '../../src/core/jobs/job.js';
import { JobFailures } from '../../src/core/jobs/job-failures.repository.js';
import { Jobs } from '../../src/core/jobs/jobs.js';
import { AnotherNode } from '../support/another-node.js';
import { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

const NO_RETRY = { limit: 0, firstAfterSeconds: 1, atMostEverySeconds: 1 };

class Letter {
  @IsString()
  to: string;
}

/** Sends letters, but for those to nobody; those to the sea take until the test lets them go. */
@Injectable()
class PostLetter implements Job<Letter>, OnModuleInit {
  static readonly posted: string[] = [];
  static readonly voyage = Promise.withResolvers<void>();
  readonly name = 'letter.post';
  readonly data = Letter;
  readonly retry = NO_RETRY;

  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ to }: Letter): Promise<void> {
    PostLetter.posted.push(to);
    if (to === 'nobody') throw new Error('There is no such address.');
    if (to === 'the sea') await PostLetter.voyage.promise;
  }
}

class Amount {
  @IsInt()
  cents: number;
}

/** Writes an amount into a table and then fails once. */
@Injectable()
class BookAmount implements TransactionalJob<Amount>, OnModuleInit {
  private hasFailed = false;
  readonly name = 'amount.book';
  readonly data = Amount;
  readonly retry = { limit: 1, firstAfterSeconds: 0, atMostEverySeconds: 1 };
  readonly lateBySeconds = 1;

  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handleIn({ manager }: Tx, { cents }: Amount): Promise<void> {
    await manager.query('insert into booked (cents) values ($1)', [cents]);
    if (this.hasFailed || cents === 0) return;
    this.hasFailed = true;
    throw new Error('The ledger is closed.');
  }
}

@Injectable()
class SweepFloor implements Job<NoData>, OnModuleInit {
  readonly name = 'floor.sweep';
  readonly data = NoData;
  readonly cron = '0 4 * * *';

  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {}
}

/** May be begun an hour late where nobody wakes it. */
@Injectable()
class RingBell implements Job<NoData>, OnModuleInit {
  static readonly rung = Promise.withResolvers<void>();
  readonly name = 'bell.ring';
  readonly data = NoData;
  readonly lateBySeconds = 3_600;

  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    RingBell.rung.resolve();
  }
}

@Module({ providers: [PostLetter, BookAmount, SweepFloor, RingBell] })
class Errands {}

let app: TestApp;
let other: AnotherNode;

beforeAll(async () => {
  app = await TestApp.start({}, pino({ level: 'silent' }), [Errands]);
  other = await AnotherNode.beside(app, [Errands]);
  await app.database.query('create table booked (cents int)');
});
beforeEach(() => {
  PostLetter.posted.length = 0;
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const enqueue = (data: Letter, options?: Parameters<Jobs['enqueue']>[3]) =>
  app.nest.get(UnitOfWork).run((tx) => app.nest.get(Jobs).enqueue(tx, PostLetter, data, options));
const posted = (...letters: string[]) => eventually(() => expect(PostLetter.posted.sort()).toEqual(letters));
const waiting = (name: string) =>
  app.database.query<{ data: object; singleton_key: string | null }>(
    `select data, singleton_key from jobs.job where name = $1 and state = 'created'`,
    [name],
  );

describe('a job', () => {
  it('is begun when its transaction is committed, and not before', async () => {
    await app.nest.get(UnitOfWork).run(async (tx) => {
      await app.nest.get(Jobs).enqueue(tx, PostLetter, { to: 'ana' });
      await enqueue({ to: 'ben' });
      await posted('ben');
    });

    await posted('ana', 'ben');
  });

  it('of a transaction that fails is never begun', async () => {
    const failed = app.nest.get(UnitOfWork).run(async (tx) => {
      await app.nest.get(Jobs).enqueue(tx, PostLetter, { to: 'ana' });
      throw new Error('on second thoughts');
    });
    await expect(failed).rejects.toThrow('on second thoughts');
    await enqueue({ to: 'ben' });

    await posted('ben');
    expect(await waiting('letter.post')).toEqual([]);
  });

  it('waits for its time', async () => {
    await enqueue({ to: 'ana' }, { startAfter: new Date(Date.now() + 3_600_000) });
    await enqueue({ to: 'ben' });

    await posted('ben');
    expect(await waiting('letter.post')).toMatchObject([{ data: { to: 'ana' } }]);
    await app.database.query(`delete from jobs.job where name = 'letter.post'`);
  });

  it('for soon is begun on time by the node that enqueued it, however late others may be', async () => {
    const startAfter = new Date(Date.now() + 1_000);
    await app.nest.get(UnitOfWork).run((tx) => app.nest.get(Jobs).enqueue(tx, RingBell, {}, { startAfter }));

    await RingBell.rung.promise;

    expect(Date.now()).toBeGreaterThanOrEqual(startAfter.getTime());
  });

  it('with a key waits once', async () => {
    const options = { startAfter: new Date(Date.now() + 3_600_000), singletonKey: 'the letter to ana' };
    await enqueue({ to: 'ana' }, options);
    await enqueue({ to: 'ana' }, options);
    await enqueue({ to: 'ana' }, { ...options, singletonKey: 'the other letter to ana' });

    expect(await waiting('letter.post')).toHaveLength(2);
    await app.database.query(`delete from jobs.job where name = 'letter.post'`);
  });

  it('that fails for good is kept for administrators and counted', async () => {
    await enqueue({ to: 'nobody' });

    const [failure] = await eventually(async () => {
      const failures = await other.nest.get(JobFailures).newest(10);
      expect(failures).toHaveLength(1);
      return failures;
    });
    expect(failure).toMatchObject({ job: 'letter.post', data: { to: 'nobody' }, reason: 'There is no such address.' });
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('parley_failed_jobs{job="letter.post"} 1');
    await app.database.query(`delete from jobs.job where name = 'failed'`);
  });

  it('is not enqueued with what its class does not take', async () => {
    await expect(enqueue({ to: 7 } as never)).rejects.toThrow('to must be a string');
  });

  it('that another version enqueued with what this one does not take is kept as a failure', async () => {
    await enqueue({ to: 'ana' }, { startAfter: new Date(Date.now() + 3_600_000) });
    await app.database.query(
      `update jobs.job set data = '{"to": 7, "by": "air"}', start_after = now() where name = 'letter.post'`,
    );
    await enqueue({ to: 'ben' });

    await eventually(async () =>
      expect(await app.nest.get(JobFailures).newest(10)).toMatchObject([{ reason: 'to: to must be a string.' }]),
    );
    expect(PostLetter.posted).toEqual(['ben']);
  });

  it('in a transaction leaves nothing behind when it fails, and is done once', async () => {
    const book = (cents: number) =>
      app.nest.get(UnitOfWork).run((tx) => app.nest.get(Jobs).enqueue(tx, BookAmount, { cents }));
    await book(500);
    await book(0);

    const rows = () => app.database.query<{ cents: number }>('select cents from booked order by cents');
    await eventually(async () => expect(await rows()).toEqual([{ cents: 0 }, { cents: 500 }]));
    await eventually(async () => {
      const states = await app.database.query(`select state from jobs.job where name = 'amount.book'`);
      expect(states).toEqual([{ state: 'completed' }, { state: 'completed' }]);
    });
    expect(await rows()).toHaveLength(2);
  });

  it('with a plan is planned once, however many nodes there are', async () => {
    const plans = await app.database.query(`select cron, timezone from jobs.schedule where name = 'floor.sweep'`);

    expect(plans).toEqual([{ cron: '0 4 * * *', timezone: 'UTC' }]);
  });

  it('that runs when its node is told to stop is waited for', async () => {
    const third = await AnotherNode.beside(app, [Errands]);
    await third.nest.get(UnitOfWork).run((tx) => third.nest.get(Jobs).enqueue(tx, PostLetter, { to: 'the sea' }));
    await posted('the sea');

    const stopped = third.stop();
    await enqueue({ to: 'ben' });
    await posted('ben', 'the sea');
    PostLetter.voyage.resolve();
    await stopped;

    const states = await app.database.query(
      `select state from jobs.job where name = 'letter.post' and data ->> 'to' = 'the sea'`,
    );
    expect(states).toEqual([{ state: 'completed' }]);
  });
});

describe('the tables of jobs', () => {
  it('are made once, when four nodes start at once on an empty database', async () => {
    const database = await TestDatabase.create({ migrated: false });
    const settings = {
      ...readSettings({ DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) }),
      setupToken: 'the-set-up-token-of-tests',
    };
    const start = async () => {
      await migrate(database.url);
      const nest = await createApplication(settings, pino({ level: 'silent' }));
      await nest.init();
      return nest;
    };

    const nodes = await Promise.allSettled([start(), start(), start(), start()]);

    expect(nodes.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    for (const node of nodes) if (node.status === 'fulfilled') await node.value.close();
    await database.drop();
  });
});
