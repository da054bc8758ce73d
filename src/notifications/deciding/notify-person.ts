import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Accounts } from '../../users/accounts.js';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { SendPush } from '../push/send-push.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import { restAt } from '../settings/rest.js';
import { UnheardRepository } from './unheard.repository.js';

/** In larger groups it is not noted of each why they were not told. */
const TRACED_MEMBERS = 20;

export class PersonToNotify {
  @IsUUID() userId: string;
  @IsUUID() conversationId: string;
}

/**
 * Decides once whether somebody is notified of what is new in a conversation, and notes it for each of their devices. What is
 * not wanted at this moment (a pause, quiet hours) is not made up for later: it is there, unread.
 */
@Injectable()
export class NotifyPerson implements Job<PersonToNotify>, OnModuleInit {
  readonly name = 'notifications.decide';
  readonly data = PersonToNotify;

  constructor(
    private readonly jobs: Jobs,
    private readonly unheard: UnheardRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly accounts: Accounts,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ userId, conversationId }: PersonToNotify): Promise<void> {
    const [devices, account, choices] = await Promise.all([
      this.subscriptions.of(userId),
      this.accounts.find(userId),
      this.settings.find(userId),
    ]);
    // The newest is first.
    const oldest = devices.at(-1);
    if (!oldest || !account) return;
    const whyNot = choices.push ? restAt(choices, account.timeZone, new Date()) : 'off';
    await this.work.run(async (tx) => {
      const unheard = await this.unheard.take(tx, { userId, conversationId }, oldest.createdAt);
      if (!unheard) return;
      const what = { userId, conversationId, firstSeq: unheard.firstSeq, throughSeq: unheard.seq, rev: unheard.rev };
      if (whyNot !== undefined) {
        if (unheard.memberCount > TRACED_MEMBERS) return;
        return void (await this.deliveries.insert(tx, [
          { ...what, channel: 'none', state: 'skipped', reason: whyNot },
        ]));
      }
      const planned = devices.map(({ id: subscriptionId }) => ({ ...what, channel: 'push' as const, subscriptionId }));
      const ids = await this.deliveries.insert(tx, planned);
      await this.jobs.enqueueAll(
        tx,
        SendPush,
        ids.map((deliveryId) => ({ data: { deliveryId } })),
      );
    });
  }
}
