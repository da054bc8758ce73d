import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { PushDelivery } from './push-delivery.entity.js';

/** Whoever claimed one and says nothing for so long has died. Longer than a push service has to answer. */
export const CLAIM_SECONDS = 60;

/** What came of an attempt. */
export type DeliveryOutcome = Partial<Pick<PushDelivery, 'state' | 'reason' | 'answer'>>;

/** The push_deliveries table. */
@Injectable()
export class PushDeliveriesRepository {
  constructor(@InjectRepository(PushDelivery) private readonly deliveries: Repository<PushDelivery>) {}

  async insert(tx: Tx, deliveries: readonly PushDelivery[]): Promise<void> {
    await tx.manager.insert(PushDelivery, [...deliveries]);
  }

  /** Undefined when it is over, or when somebody else is at it (`find` tells which). */
  async claim(tx: Tx, id: string): Promise<PushDelivery | undefined> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(PushDelivery)
      .set({ claimedAt: () => 'now()', attempts: () => 'attempts + 1' })
      .where(`id = :id and state = 'waiting'`, { id })
      .andWhere(`(claimed_at is null or claimed_at < now() - make_interval(secs => ${CLAIM_SECONDS}))`)
      .execute();
    return result.affected === 1 ? tx.manager.findOneByOrFail(PushDelivery, { id }) : undefined;
  }

  isWaiting(tx: Tx, id: string): Promise<boolean> {
    return tx.manager.existsBy(PushDelivery, { id, state: 'waiting' });
  }

  /** Notes what came of it and lets go of it. */
  async settle(tx: Tx, id: string, outcome: DeliveryOutcome): Promise<void> {
    await tx.manager.update(PushDelivery, { id }, { ...outcome, claimedAt: null, at: new Date() });
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(PushDelivery, { userId });
  }

  async deleteOld(days: number): Promise<void> {
    await this.deliveries
      .createQueryBuilder()
      .delete()
      .where('at < now() - make_interval(days => :days)', { days })
      .execute();
  }
}
