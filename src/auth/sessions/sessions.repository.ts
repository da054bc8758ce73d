import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Not, type Repository } from 'typeorm';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { SessionEndReason } from '../../core/security/revocations/session-end-reason.js';
import { ABSOLUTE_DAYS, SHARED_IDLE_HOURS } from './session-lifetime.js';
import { Session } from './session.entity.js';

const IS_OPEN = {
  name: 'sessions.is-open',
  text: 'select 1 as present from sessions where id = $1 and user_id = $2 and ended_at is null',
};

// The same as `endOf` says.
const OPEN_COUNTS = {
  name: 'sessions.open-counts',
  text: `select user_id as "userId", count(*)::integer as count from sessions
    where user_id = any($1::uuid[]) and ended_at is null and created_at > now() - interval '${ABSOLUTE_DAYS} days'
      and last_used_at > now() - case when is_shared then interval '${SHARED_IDLE_HOURS} hours'
        else make_interval(days => $2) end
    group by user_id`,
};

const KEPT_DAYS = 30;

/** When and why a session ends. */
export interface SessionEnding {
  readonly endedAt: Date;
  readonly endReason: SessionEndReason;
}

/** The sessions table. */
@Injectable()
export class SessionsRepository {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly database: Database,
  ) {}

  async isOpen(id: string, userId: string): Promise<boolean> {
    return (await this.database.row(IS_OPEN, [id, userId])) !== undefined;
  }

  isConfirmedSince(id: string, since: Date): Promise<boolean> {
    return this.sessions.existsBy({ id, endedAt: IsNull(), confirmedAt: MoreThan(since) });
  }

  async insert(tx: Tx, session: Session): Promise<void> {
    await tx.manager.insert(Session, session);
  }

  /** Locks the session until the transaction ends. */
  lock(tx: Tx, id: string): Promise<Session | null> {
    return tx.manager.findOne(Session, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, id: string, changes: Partial<Session>): Promise<void> {
    await tx.manager.update(Session, { id }, changes);
  }

  /** Open sessions, the last used first. */
  listOpen(userId: string): Promise<Session[]> {
    return this.sessions.find({ where: { userId, endedAt: IsNull() }, order: { lastUsedAt: 'DESC', id: 'DESC' } });
  }

  /** How many open sessions each of these people has; none where somebody has none. */
  async openCounts(userIds: readonly string[], idleDays: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ userId: string; count: number }>(OPEN_COUNTS, [userIds, idleDays]);
    return new Map(rows.map(({ userId, count }) => [userId, count]));
  }

  /** False when there is no such open session. */
  async end(tx: Tx, userId: string, id: string, ending: SessionEnding): Promise<boolean> {
    const result = await tx.manager.update(Session, { id, userId, endedAt: IsNull() }, ending);
    return result.affected === 1;
  }

  async endAll(tx: Tx, userId: string, ending: SessionEnding, exceptId?: string): Promise<void> {
    const others = exceptId === undefined ? {} : { id: Not(exceptId) };
    await tx.manager.update(Session, { userId, endedAt: IsNull(), ...others }, ending);
  }

  /** Address and browser of every session of a person, also of those that ended. */
  async forgetOrigins(tx: Tx, userId: string): Promise<void> {
    await tx.manager.update(Session, { userId }, { ip: '', userAgent: '' });
  }

  /** The ids of the person's open sessions beyond the `keep` that were used last. */
  async idsBeyond(tx: Tx, userId: string, keep: number): Promise<string[]> {
    const surplus = await tx.manager.find(Session, {
      select: { id: true },
      where: { userId, endedAt: IsNull() },
      order: { lastUsedAt: 'DESC', id: 'DESC' },
      skip: keep,
    });
    return surplus.map(({ id }) => id);
  }

  /** Those that ended a month ago, or that nobody can use any more. */
  async deleteOld(now: Date, idleDays: number): Promise<void> {
    const before = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1_000);
    await this.sessions
      .createQueryBuilder()
      .delete()
      .where('ended_at < :longAgo or last_used_at < :unused or created_at < :birth', {
        longAgo: before(KEPT_DAYS),
        unused: before(idleDays),
        birth: before(ABSOLUTE_DAYS),
      })
      .execute();
  }
}
