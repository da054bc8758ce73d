import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PgBoss, type Job as BossJob, type JobResult, type Queue } from 'pg-boss';
import { Database } from '../database/database.js';
import { newId } from '../database/id.js';
import { type Tx, UnitOfWork } from '../database/unit-of-work.js';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { bossDatabase, inside, txOf } from './boss-database.js';
import { BOSS_OPTIONS } from './boss-options.js';
import type { AnyJob, Job, RetryPolicy, TransactionalJob } from './job.js';
import { checkedData, UnreadableJobData } from './job-data.js';
import { FAILED } from './job-failures.repository.js';

const LATE_BY_SECONDS = 10;
/** Each job costs a query in so many seconds, and what has a plan is seldom urgent. */
const PLANNED_LATE_BY_SECONDS = 60;
/** What is enqueued for so soon is begun on time by this node; else it may be as late as each job allows. */
const WOKEN_WITHIN_MS = 60_000;
/** The database may be a moment behind. */
const WOKEN_AFTER_MS = 50;
const AT_ONCE = 5;
const RETRY: RetryPolicy = { limit: 5, firstAfterSeconds: 5, atMostEverySeconds: 3_600 };
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Less than the process has for finishing everything that was begun. */
const STOP_WITHIN_MS = 15_000;

interface EnqueueOptions {
  /** Not before; left out: at once. */
  readonly startAfter?: Date;
  /** While one with the same key waits and is not begun, nothing is enqueued. */
  readonly singletonKey?: string;
}

/** Work that is done later. Features register theirs when their module is made; everything of pg-boss stays in here. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(Jobs.name));
  private readonly jobs = new Map<unknown, AnyJob>();
  /** The worker of each job on this node. */
  private readonly workers = new Map<string, string>();
  private readonly alarms = new Set<NodeJS.Timeout>();
  private readonly boss: PgBoss;

  constructor(database: Database, work: UnitOfWork) {
    this.boss = new PgBoss({
      ...BOSS_OPTIONS,
      db: bossDatabase(database, work),
      cronWorkerIntervalSeconds: LATE_BY_SECONDS,
      // How long the jobs of a node that died wait for another, after the beats of each job.
      superviseIntervalSeconds: 30,
      monitorIntervalSeconds: 30,
      maintenanceIntervalSeconds: HOUR,
      // No job waits for others; asking whether one does would be a quarter of all queries.
      flowIntervalSeconds: HOUR,
    });
    // It goes on by itself when the database is back.
    this.boss.on('error', (error) => this.failures.warn(error));
    this.boss.on('warning', ({ message, data }) => this.failures.warn(message, data));
  }

  /** To be called in `onModuleInit`. Throws when the name is taken. */
  register(job: AnyJob): void {
    if ([...this.jobs.values()].some(({ name }) => name === job.name)) {
      throw new Error(`There is a job ${job.name} already.`);
    }
    this.jobs.set(job.constructor, job);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
    await this.makeQueue({ name: FAILED, retentionSeconds: 30 * DAY });
    for (const job of this.jobs.values()) await this.startWorking(job);
  }

  /**
   * Waits for what runs, and aborts it when that takes too long; it is then begun anew elsewhere. The first hook of the end,
   * so that what jobs use still works.
   */
  async onModuleDestroy(): Promise<void> {
    for (const alarm of this.alarms) clearTimeout(alarm);
    await this.boss.stop({ close: false, timeout: STOP_WITHIN_MS });
  }

  /** Belongs into the transaction that the job is a consequence of: before its commit nobody sees it, and without it it never is. */
  async enqueue<Data extends object>(
    tx: Tx,
    jobClass: abstract new (...parameters: never[]) => AnyJob<Data>,
    data: NoInfer<Data>,
    { startAfter, singletonKey }: EnqueueOptions = {},
  ): Promise<void> {
    const job = this.jobs.get(jobClass);
    if (!job) throw new Error(`The job ${jobClass.name} is not registered.`);
    await this.boss.send(job.name, checkedData(job.data, data), {
      db: inside(tx),
      // Of those with the same key only one waits.
      singletonKey: singletonKey ?? newId(),
      ...(startAfter && { startAfter }),
    });
    tx.afterCommit(() => this.wake(job, startAfter));
  }

  /** The same for many at once, in one statement. */
  async enqueueAll<Data extends object>(
    tx: Tx,
    jobClass: abstract new (...parameters: never[]) => AnyJob<Data>,
    all: readonly (EnqueueOptions & { readonly data: NoInfer<Data> })[],
  ): Promise<void> {
    const job = this.jobs.get(jobClass);
    if (!job) throw new Error(`The job ${jobClass.name} is not registered.`);
    if (all.length === 0) return;
    const rows = all.map(({ data, startAfter, singletonKey }) => ({
      data: checkedData(job.data, data),
      singletonKey: singletonKey ?? newId(),
      ...(startAfter && { startAfter }),
    }));
    await this.boss.insert(job.name, rows, { db: inside(tx) });
    const times = new Map(all.map(({ startAfter }) => [startAfter?.getTime(), startAfter]));
    tx.afterCommit(() => times.forEach((at) => this.wake(job, at)));
  }

  /** Enqueues one that failed for good anew, as it was; false where there is no such job any more. */
  async enqueueAgain(tx: Tx, name: string, data: object): Promise<boolean> {
    const job = [...this.jobs.values()].find((each) => each.name === name);
    if (!job) return false;
    await this.boss.send(name, data, { db: inside(tx), singletonKey: newId() });
    tx.afterCommit(() => this.wake(job, undefined));
    return true;
  }

  /** Lets the worker of this node look at once, or when the time has come. */
  private wake({ name }: AnyJob, at: Date | undefined): void {
    const look = () => this.boss.notifyWorker(this.workers.get(name) ?? '');
    if (!at) return look();
    const wait = at.getTime() - Date.now();
    if (wait > WOKEN_WITHIN_MS) return;
    const alarm = setTimeout(
      () => {
        this.alarms.delete(alarm);
        look();
      },
      Math.max(0, wait) + WOKEN_AFTER_MS,
    );
    this.alarms.add(alarm);
  }

  private async startWorking(job: AnyJob): Promise<void> {
    const { name, cron, retry = RETRY, lateBySeconds = cron ? PLANNED_LATE_BY_SECONDS : LATE_BY_SECONDS } = job;
    await this.makeQueue({
      name,
      policy: cron ? 'exclusive' : 'short',
      retryLimit: retry.limit,
      retryDelay: retry.firstAfterSeconds,
      retryBackoff: true,
      retryDelayMax: retry.atMostEverySeconds,
      heartbeatSeconds: 10,
      deleteAfterSeconds: HOUR,
      // The next time of a plan makes up for one that nobody took; what somebody enqueued does not wait in vain.
      retentionSeconds: cron ? HOUR : 30 * DAY,
      deadLetter: FAILED,
    });
    this.workers.set(name, await this.work(job, { pollingIntervalSeconds: lateBySeconds }));
    if (cron) await this.boss.schedule(name, cron, null, { tz: 'UTC' });
  }

  private work(job: AnyJob, polling: { pollingIntervalSeconds: number }): Promise<string> {
    if ('handleIn' in job) {
      return this.boss.work(job.name, { ...polling, transactional: true }, async (jobs: BossJob[], db) => {
        for (const each of jobs) await this.handleIn(job, txOf(db), each);
      });
    }
    return this.boss.work(
      job.name,
      { ...polling, perJobResults: true, batchSize: job.atOnce ?? AT_ONCE, burstWhenBatchFull: true },
      (jobs: BossJob[]) => Promise.all(jobs.map((each) => this.handle(job, each))),
    );
  }

  private async handle(job: Job, { id, data, signal }: BossJob): Promise<JobResult> {
    try {
      await job.handle(checkedData(job.data, data), signal);
      return { id, status: 'completed' };
    } catch (error) {
      this.failures.warn(error, { job: job.name, jobId: id });
      const output = { message: error instanceof Error ? error.message : String(error) };
      return { id, status: error instanceof UnreadableJobData ? 'deadletter' : 'failed', output };
    }
  }

  private async handleIn(job: TransactionalJob, tx: Tx, { id, data, signal }: BossJob): Promise<void> {
    try {
      await job.handleIn(tx, checkedData(job.data, data), signal);
    } catch (error) {
      this.failures.warn(error, { job: job.name, jobId: id });
      throw error;
    } finally {
      // A worker of one at a time rests after it; there may be more.
      this.boss.notifyWorker(this.workers.get(job.name) ?? '');
    }
  }

  /** What is there already gets the settings of this version, but for its policy. */
  private async makeQueue({ name, policy, ...options }: Queue): Promise<void> {
    await this.boss.createQueue(name, { ...options, ...(policy && { policy }) });
    await this.boss.updateQueue(name, options);
  }
}
