import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { DEFAULT_CHOICES, type NotificationChoices } from './notification-choices.js';
import { NotificationSettings } from './notification-settings.entity.js';

/** The notification_settings table. */
@Injectable()
export class NotificationSettingsRepository {
  constructor(@InjectRepository(NotificationSettings) private readonly settings: Repository<NotificationSettings>) {}

  async find(userId: string): Promise<NotificationChoices> {
    return (await this.settings.findOneBy({ userId })) ?? DEFAULT_CHOICES;
  }

  /** Locks what somebody chose until the transaction ends, or the defaults, which are then theirs. */
  async lock({ manager }: Tx, userId: string): Promise<NotificationSettings> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(NotificationSettings)
      .values({
        userId,
        ...DEFAULT_CHOICES,
        words: [],
        wordsPattern: null,
        mailSince: null,
        mailedAt: null,
        digestSince: null,
        digestAt: null,
      })
      .orIgnore()
      .execute();
    return manager.findOneOrFail(NotificationSettings, { where: { userId }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, userId: string, changes: Partial<NotificationSettings>): Promise<void> {
    if (Object.keys(changes).length > 0) await tx.manager.update(NotificationSettings, { userId }, changes);
  }

  /** Whose digest is due, the longest first; locked, and passed over where another node is at them. */
  dueForDigest({ manager }: Tx, at: Date, limit: number): Promise<NotificationSettings[]> {
    return manager
      .createQueryBuilder(NotificationSettings, 's')
      .where('s.digestAt <= :at', { at })
      .orderBy('s.digestAt', 'ASC')
      .limit(limit)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(NotificationSettings, { userId });
  }
}
