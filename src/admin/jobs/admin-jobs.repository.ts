import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { AccountIds } from '../../users/list/account-list.js';
import type { ItemState } from './admin-job-item.entity.js';
import { AdminJob, type JobState } from './admin-job.entity.js';

const OPEN: readonly JobState[] = ['waiting', 'running'];

/** One of those to whom something is still to be done. */
export interface OpenItem {
  readonly place: number;
  readonly userId: string | null;
}

/** To whom it was not done, and the code of why. */
export interface FailedItem extends OpenItem {
  readonly code: string;
}

/** Which accounts of another job are meant. */
export interface ItemsOfJob {
  readonly jobId: string;
  readonly states: readonly ItemState[];
}

/** The tables admin_jobs and admin_job_items. */
@Injectable()
export class AdminJobsRepository {
  constructor(
    @InjectRepository(AdminJob) private readonly jobs: Repository<AdminJob>,
    private readonly database: Database,
  ) {}

  async find(id: string): Promise<AdminJob | undefined> {
    return (await this.jobs.findOneBy({ id })) ?? undefined;
  }

  /** Newest first, of one person or of everybody, beginning behind a position. */
  page(
    actorId: string | undefined,
    limit: number,
    after?: { readonly at: Date; readonly id: string },
  ): Promise<AdminJob[]> {
    const query = this.jobs
      .createQueryBuilder('j')
      .where('true')
      .orderBy('j.createdAt', 'DESC')
      .addOrderBy('j.id', 'DESC')
      .limit(limit);
    if (actorId !== undefined) query.andWhere('j.actorId = :actorId', { actorId });
    if (after) query.andWhere('(j.createdAt, j.id) < (:at::timestamptz, :id::uuid)', after);
    return query.getMany();
  }

  /** The jobs of somebody that are not over; under a lock, so that two who start one at once are counted one by one. */
  async countOpen(tx: Tx, actorId: string): Promise<number> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended('admin job ' || $1, 0))`, [actorId]);
    return tx.manager.count(AdminJob, { where: { actorId, state: In(OPEN) } });
  }

  /** The last run of an import. */
  async latestOfImport(importId: string): Promise<AdminJob | undefined> {
    return (await this.jobs.findOne({ where: { importId }, order: { createdAt: 'DESC', id: 'DESC' } })) ?? undefined;
  }

  /** Whether there is a run of an import. */
  isBegun(tx: Tx, importId: string): Promise<boolean> {
    return tx.manager.existsBy(AdminJob, { importId });
  }

  async insert(tx: Tx, job: AdminJob): Promise<void> {
    await tx.manager.insert(AdminJob, job);
  }

  /** Everybody whom a query of ids answers, in one statement; how many they are. */
  addAccounts(tx: Tx, jobId: string, { text, values }: AccountIds): Promise<number> {
    return this.added(
      tx,
      `insert into admin_job_items (job_id, place, user_id)
       select $${values.length + 1}, row_number() over (order by m.id), m.id from (${text}) m returning 1`,
      [...values, jobId],
    );
  }

  /** The items of another job in these states, with their places; how many they are. */
  addItemsOf(tx: Tx, jobId: string, { jobId: other, states }: ItemsOfJob): Promise<number> {
    return this.added(
      tx,
      `insert into admin_job_items (job_id, place, user_id)
       select $1, place, user_id from admin_job_items where job_id = $2 and state = any($3) returning 1`,
      [jobId, other, states],
    );
  }

  async setTotal(tx: Tx, id: string, total: number): Promise<void> {
    await tx.manager.update(AdminJob, { id }, { total });
  }

  /**
   * Locks the job, if it is not over: who acts in its name and who cancels it take turns. In the order in which they came, which the
   * lock of a row does not promise: a job that takes it again at once could go on before whoever waits to cancel it.
   */
  async lockOpen(tx: Tx, id: string): Promise<AdminJob | undefined> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended('run of admin job ' || $1, 0))`, [id]);
    const lock = tx.manager.createQueryBuilder(AdminJob, 'j').setLock('for_no_key_update');
    return (await lock.where({ id, state: In(OPEN) }).getOne()) ?? undefined;
  }

  async nextItem(tx: Tx, jobId: string, afterPlace: number): Promise<OpenItem | undefined> {
    const [item] = await tx.manager.query<OpenItem[]>(
      `select place, user_id as "userId" from admin_job_items
       where job_id = $1 and place > $2 and state = 'waiting' order by place limit 1`,
      [jobId, afterPlace],
    );
    return item;
  }

  /** Writes what came of an item, under the lock of its job, and counts it. */
  async settle(
    tx: Tx,
    jobId: string,
    place: number,
    { state, code, userId }: { state: Exclude<ItemState, 'waiting'>; code?: string; userId?: string },
  ): Promise<void> {
    await tx.manager.query(
      `with settled as (
         update admin_job_items set state = $3, code = $4, user_id = coalesce($5, user_id)
         where job_id = $1 and place = $2 and state = 'waiting' returning 1
       )
       update admin_jobs set
         state = 'running', beat_at = clock_timestamp(),
         changed = changed + ($3 = 'changed')::integer,
         unchanged = unchanged + ($3 = 'unchanged')::integer,
         failed = failed + ($3 = 'failed')::integer
       where id = $1 and exists (select from settled)`,
      [jobId, place, state, code ?? null, userId ?? null],
    );
  }

  async end(tx: Tx, id: string, state: Extract<JobState, 'done' | 'failed' | 'cancelled'>, reason?: string) {
    await tx.manager.query(
      `update admin_jobs set state = $2, reason = $3, ended_at = clock_timestamp(), beat_at = clock_timestamp() where id = $1`,
      [id, state, reason ?? null],
    );
  }

  /** Those to whom it was not done, in order. */
  failures(jobId: string, limit: number, afterPlace = 0): Promise<FailedItem[]> {
    return this.database.rows<FailedItem>(
      {
        name: 'admin-jobs.failures',
        text: `select place, user_id as "userId", code from admin_job_items
          where job_id = $1 and state = 'failed' and place > $2 order by place limit $3`,
      },
      [jobId, afterPlace, limit],
    );
  }

  /** The accounts of items in these states, a page at a time. */
  accountsOf({ jobId, states }: ItemsOfJob, limit: number, afterPlace: number): Promise<OpenItem[]> {
    return this.database.rows<OpenItem>(
      {
        name: 'admin-jobs.accounts',
        text: `select place, user_id as "userId" from admin_job_items
          where job_id = $1 and state = any($2) and place > $3 and user_id is not null order by place limit $4`,
      },
      [jobId, states, afterPlace, limit],
    );
  }

  /** Jobs that are not over and got no further for so long: nobody works on them any more. */
  async stalled(seconds: number): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      {
        name: 'admin-jobs.stalled',
        text: `select id from admin_jobs where state in ('waiting', 'running') and beat_at < now() - $1 * interval '1 second'`,
      },
      [seconds],
    );
    return rows.map(({ id }) => id);
  }

  /** Deletes jobs that ended so long ago, with their items. */
  async deleteOld(days: number): Promise<void> {
    await this.database.rows(
      {
        name: 'admin-jobs.delete-old',
        text: `delete from admin_jobs where ended_at < now() - $1 * interval '1 day'`,
      },
      [days],
    );
  }

  private async added({ manager }: Tx, text: string, values: readonly unknown[]): Promise<number> {
    const [{ count = 0 } = {}] = await manager.query<{ count?: number }[]>(
      `with added as (${text}) select count(*)::integer as count from added`,
      [...values],
    );
    return count;
  }
}
