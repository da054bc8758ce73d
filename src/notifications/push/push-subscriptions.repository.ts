import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { EndingSessions } from '../../auth/sessions/session-data.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { PushSubscription } from './push-subscription.entity.js';

/** The push_subscriptions table. */
@Injectable()
export class PushSubscriptionsRepository {
  constructor(@InjectRepository(PushSubscription) private readonly subscriptions: Repository<PushSubscription>) {}

  /** Those of a person, the newest first. */
  of(userId: string): Promise<PushSubscription[]> {
    return this.subscriptions.find({ where: { userId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async find(id: string): Promise<PushSubscription | undefined> {
    return (await this.subscriptions.findOneBy({ id })) ?? undefined;
  }

  /** In the place of what this session, or whoever used the browser before, had. */
  async replace(tx: Tx, subscription: PushSubscription): Promise<void> {
    await tx.manager.query('delete from push_subscriptions where session_id = $1 or endpoint = $2', [
      subscription.sessionId,
      subscription.endpoint,
    ]);
    await tx.manager.insert(PushSubscription, subscription);
  }

  /** False when this person has no such subscription. */
  async delete(userId: string, id: string): Promise<boolean> {
    return (await this.subscriptions.delete({ userId, id })).affected === 1;
  }

  /** Its push service says that it is gone for good. */
  async prune(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(PushSubscription, { id });
  }

  async noteAnswer(tx: Tx, id: string, { answer, isSent }: { answer: number; isSent: boolean }): Promise<void> {
    await tx.manager.update(PushSubscription, { id }, { answer, ...(isSent && { sentAt: new Date() }) });
  }

  async deleteOfSessions(tx: Tx, { userId, sessionId, exceptSessionId }: EndingSessions): Promise<void> {
    await tx.manager.query(
      `delete from push_subscriptions
       where user_id = $1 and ($2::uuid is null or session_id = $2) and session_id is distinct from $3`,
      [userId, sessionId ?? null, exceptSessionId ?? null],
    );
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(PushSubscription, { userId });
  }

  async deleteAll(tx: Tx): Promise<void> {
    await tx.manager.query('delete from push_subscriptions');
  }
}
