import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { SecurityNotice } from './security-notice.entity.js';

/** The security_notices table. */
@Injectable()
export class SecurityNoticesRepository {
  constructor(@InjectRepository(SecurityNotice) private readonly notices: Repository<SecurityNotice>) {}

  async insert(tx: Tx, notice: SecurityNotice): Promise<void> {
    await tx.manager.insert(SecurityNotice, notice);
  }

  /** Whether the same was told of the same device since then. */
  isTold(tx: Tx, { userId, kind, ip, userAgent }: SecurityNotice, since: Date): Promise<boolean> {
    return tx.manager.existsBy(SecurityNotice, { userId, kind, ip, userAgent, at: MoreThan(since) });
  }

  async find(id: string): Promise<SecurityNotice | undefined> {
    return (await this.notices.findOneBy({ id })) ?? undefined;
  }

  /** The newest that this person has not seen, but those that this session did. */
  unseen(userId: string, exceptSessionId: string, limit: number): Promise<SecurityNotice[]> {
    return this.notices
      .createQueryBuilder('n')
      .where('n.user_id = :userId and n.seen_at is null', { userId })
      .andWhere('n.session_id is distinct from :exceptSessionId', { exceptSessionId })
      .orderBy('n.at', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** Those up to a moment. */
  async markSeen(userId: string, until: Date, now: Date): Promise<void> {
    await this.notices
      .createQueryBuilder()
      .update()
      .set({ seenAt: now })
      .where('user_id = :userId and seen_at is null and at <= :until', { userId, until })
      .execute();
  }

  /** Those of a quarter of a year ago, seen or not. */
  async deleteOld(): Promise<void> {
    await this.notices.createQueryBuilder().delete().where(`at < now() - interval '90 days'`).execute();
  }
}
