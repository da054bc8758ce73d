import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import type { PushTestDto, PushTestResultDto } from '../dto/push.dto.js';
import { testPayload } from './push-payload.js';
import { PushSender } from './push-sender.js';
import type { PushSubscription } from './push-subscription.entity.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

/** Notifies the devices of whoever asks, at once, and tells what their push services answered. */
@Injectable()
export class PushTest {
  constructor(
    private readonly accounts: Accounts,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly sender: PushSender,
    private readonly work: UnitOfWork,
  ) {}

  async run({ userId }: Principal): Promise<PushTestDto> {
    const { locale } = await this.accounts.get(userId);
    const payload = testPayload(mailLanguageOf(locale));
    const all = await this.subscriptions.of(userId);
    return { results: await Promise.all(all.map((each) => this.send(each, payload))) };
  }

  private async send(subscription: PushSubscription, payload: string): Promise<PushTestResultDto> {
    const { id } = subscription;
    const { status, outcome } = await this.sender.send(subscription, { payload, topic: 'test', isUrgent: true });
    const isGone = outcome === 'gone';
    await this.work.run((tx) =>
      isGone
        ? this.subscriptions.prune(tx, id)
        : this.subscriptions.noteAnswer(tx, id, { answer: status, isSent: outcome === 'sent' }),
    );
    return { id, status, isGone };
  }
}
