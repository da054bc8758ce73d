import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Delivery } from './delivery.entity.js';

/** Whoever claimed one and says nothing for so long has died. Longer than a push service or a mail server has to answer. */
export const CLAIM_SECONDS = 60;

/** Conversations that one push takes from the screen: it has to stay small. */
const MOST_READ = 20;

/** What came of an attempt. */
export type DeliveryOutcome = Partial<Pick<Delivery, 'state' | 'reason' | 'answer'>>;

/** What is to be told, or why it is not. */
export type NewDelivery = Pick<Delivery, 'channel' | 'userId' | 'conversationId' | 'firstSeq' | 'throughSeq'> &
  Partial<Pick<Delivery, 'subscriptionId' | 'mailId' | 'state' | 'reason' | 'rev'>>;

/** Which are meant: one, or all the parts of a mail. */
export type Deliveries = Pick<Delivery, 'id'> | { readonly mailId: string };

/** The notification_deliveries table. */
@Injectable()
export class DeliveriesRepository {
  constructor(@InjectRepository(Delivery) private readonly deliveries: Repository<Delivery>) {}

  /** Answers their ids, in the same order. */
  async insert(tx: Tx, planned: readonly NewDelivery[]): Promise<string[]> {
    const at = new Date();
    const rows = planned.map((one) => ({
      ...{ id: newId(), subscriptionId: null, mailId: null, state: 'waiting' as const, reason: null },
      ...{ rev: 0, answer: null, attempts: 0, claimedAt: null, at },
      ...one,
    }));
    await tx.manager.insert(Delivery, rows);
    return rows.map(({ id }) => id);
  }

  /** None when they are over, or when somebody else is at them (`areWaiting` tells which). */
  async claim(tx: Tx, which: Deliveries): Promise<Delivery[]> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(Delivery)
      .set({ claimedAt: () => 'now()', attempts: () => 'attempts + 1' })
      .where(which)
      .andWhere(`state = 'waiting'`)
      .andWhere(`(claimed_at is null or claimed_at < now() - make_interval(secs => ${CLAIM_SECONDS}))`)
      .execute();
    if (!result.affected) return [];
    return tx.manager.find(Delivery, { where: { ...which, state: 'waiting' }, order: { throughSeq: 'ASC' } });
  }

  areWaiting(tx: Tx, which: Deliveries): Promise<boolean> {
    return tx.manager.existsBy(Delivery, { ...which, state: 'waiting' });
  }

  /** Notes what came of those that still wait, and lets go of them. */
  async settle(tx: Tx, which: Deliveries, outcome: DeliveryOutcome): Promise<void> {
    await tx.manager.update(Delivery, { ...which, state: 'waiting' }, { ...outcome, claimedAt: null, at: new Date() });
  }

  /** Of which conversations a device may still show what was read meanwhile, or may not be read any more; of a day. */
  async readSince(subscriptionId: string): Promise<string[]> {
    const rows = await this.deliveries.manager.query<{ id: string }[]>(
      `select d.conversation_id as id from notification_deliveries d
       left join conversation_members m on m.conversation_id = d.conversation_id and m.user_id = d.user_id
       where d.subscription_id = $1 and d.state = 'sent' and d.at > now() - interval '1 day'
       group by 1 having bool_and(m.user_id is null or m.last_read_seq >= d.through_seq)
       order by max(d.at) desc limit ${MOST_READ}`,
      [subscriptionId],
    );
    return rows.map(({ id }) => id);
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(Delivery, { userId });
  }

  async deleteOld(days: number): Promise<void> {
    await this.deliveries
      .createQueryBuilder()
      .delete()
      .where('at < now() - make_interval(days => :days)', { days })
      .execute();
  }
}
