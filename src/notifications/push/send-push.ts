import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import { Accounts } from '../../users/accounts.js';
import { UserCards } from '../../users/user-cards.js';
import { UnheardRepository } from '../deciding/unheard.repository.js';
import { CLAIM_SECONDS, DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import type { Delivery } from '../deliveries/delivery.entity.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import { messagePayload } from './push-payload.js';
import { type PushAnswer, PushSender } from './push-sender.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

export class DeliveryToSend {
  @IsUUID() deliveryId: string;
}

/** After so many failures it is old news. */
const ATTEMPTS = 8;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 3_600;

/**
 * Hands one notification to the push service of one device. It is claimed and committed before the service is asked; a claim
 * whose node died is taken over. What was read meanwhile, or may not be read any more, is not sent.
 */
@Injectable()
export class SendPush implements Job<DeliveryToSend>, OnModuleInit {
  readonly name = 'notifications.push';
  readonly data = DeliveryToSend;
  readonly atOnce = 20;
  /** Read each time, so that a test can be less patient. */
  firstWaitSeconds = FIRST_WAIT_SECONDS;

  constructor(
    private readonly jobs: Jobs,
    private readonly deliveries: DeliveriesRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly unheard: UnheardRepository,
    private readonly accounts: Accounts,
    private readonly cards: UserCards,
    private readonly sender: PushSender,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ deliveryId }: DeliveryToSend): Promise<void> {
    const delivery = await this.work.run(async (tx) => {
      const [claimed] = await this.deliveries.claim(tx, { id: deliveryId });
      // Whoever is at it may have died.
      if (!claimed && (await this.deliveries.areWaiting(tx, { id: deliveryId })))
        await this.again(tx, deliveryId, CLAIM_SECONDS);
      return claimed;
    });
    if (delivery) await this.send(delivery);
  }

  private async send(delivery: Delivery): Promise<void> {
    const { id, subscriptionId, userId, conversationId } = delivery;
    const device = subscriptionId === null ? undefined : await this.subscriptions.find(subscriptionId);
    if (!device) return this.skip(id, 'signed_out');
    const unheard = await this.unheard.still(delivery, delivery);
    if (!unheard) return this.skip(id, 'read');
    const [account, choices, read, cards] = await Promise.all([
      this.accounts.get(userId),
      this.settings.find(userId),
      this.deliveries.readSince(device.id),
      this.cards.get([unheard.senderId]),
    ]);
    const payload = messagePayload(conversationId, unheard, {
      sender: cards.get(unheard.senderId)?.displayName ?? '',
      language: mailLanguageOf(account.locale),
      isHidden: choices.hideContent,
      read: read.filter((id) => id !== conversationId),
    });
    const answer = await this.sender.send(device, { payload, topic: topicOf(conversationId), isUrgent: true });
    await this.work.run((tx) => this.note(tx, delivery, device.id, answer));
  }

  private async note(tx: Tx, delivery: Delivery, subscriptionId: string, answer: PushAnswer): Promise<void> {
    const { id, attempts } = delivery;
    const { outcome, status, reason = null } = answer;
    if (outcome === 'gone') await this.subscriptions.prune(tx, subscriptionId);
    else await this.subscriptions.noteAnswer(tx, subscriptionId, { answer: status, isSent: outcome === 'sent' });
    if (outcome === 'later' && attempts < ATTEMPTS) {
      await this.deliveries.settle(tx, { id }, { answer: status, reason });
      const wait = Math.max(answer.retryAfterSeconds ?? 0, this.firstWaitSeconds * 2 ** (attempts - 1));
      return this.again(tx, id, Math.min(wait, LONGEST_WAIT_SECONDS));
    }
    await this.deliveries.settle(tx, { id }, { state: outcome === 'sent' ? 'sent' : 'failed', answer: status, reason });
  }

  private skip(id: string, reason: string): Promise<void> {
    return this.work.run((tx) => this.deliveries.settle(tx, { id }, { state: 'skipped', reason }));
  }

  private again(tx: Tx, deliveryId: string, seconds: number): Promise<void> {
    return this.jobs.enqueue(tx, SendPush, { deliveryId }, { startAfter: new Date(Date.now() + seconds * 1_000) });
  }
}

/** At most 32 characters of base64url, and the service learns nothing of the conversation. */
function topicOf(conversationId: string): string {
  return createHash('sha256').update(conversationId).digest('base64url').slice(0, 32);
}
