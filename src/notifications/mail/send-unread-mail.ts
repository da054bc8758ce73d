import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { MailRefused, Mailer } from '../../core/mail/mailer.js';
import { Accounts } from '../../users/accounts.js';
import { type DeliveryOutcome, CLAIM_SECONDS, DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import type { Delivery } from '../deliveries/delivery.entity.js';
import { MAIL_KINDS, type MailKind } from './mail-kind.js';
import { UnreadMails } from './unread-mails.js';

export class UnreadMailToSend {
  @IsUUID() mailId: string;
  @IsIn(MAIL_KINDS) kind: MailKind;
}

const TAKEN = 250;

/**
 * Hands one mail about what is unread to the mail server. Its parts are claimed and committed before; what was read meanwhile, or may
 * not be read any more, is left out, and where nothing is left there is no mail.
 */
@Injectable()
export class SendUnreadMail implements Job<UnreadMailToSend>, OnModuleInit {
  readonly name = 'notifications.mail';
  readonly data = UnreadMailToSend;
  // For about half a day: then it is old news.
  readonly retry = { limit: 20, firstAfterSeconds: 20, atMostEverySeconds: 3_600 };
  readonly atOnce = 2;

  constructor(
    private readonly jobs: Jobs,
    private readonly deliveries: DeliveriesRepository,
    private readonly mails: UnreadMails,
    private readonly accounts: Accounts,
    private readonly mailer: Mailer,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ mailId, kind }: UnreadMailToSend): Promise<void> {
    const parts = await this.claim(mailId, kind);
    const [first] = parts;
    const account = first && (await this.accounts.find(first.userId));
    if (!account) return;
    if (!account.isActive) return this.settle({ mailId }, { state: 'skipped', reason: 'deactivated' });
    const { mail, unread } = await this.mails.about(account, parts, kind);
    for (const { id } of parts) if (!unread.has(id)) await this.settle({ id }, { state: 'skipped', reason: 'read' });
    if (!mail) return;
    try {
      await this.mailer.send(mail);
      await this.settle({ mailId }, { state: 'sent', answer: TAKEN });
    } catch (error) {
      if (!(error instanceof MailRefused)) {
        await this.settle({ mailId }, { answer: 0, reason: 'unreachable' });
        throw error;
      }
      await this.settle({ mailId }, { state: 'failed', answer: error.answer ?? null, reason: 'refused' });
    }
  }

  private claim(mailId: string, kind: MailKind): Promise<Delivery[]> {
    return this.work.run(async (tx) => {
      const claimed = await this.deliveries.claim(tx, { mailId });
      // Whoever is at it may have died.
      if (claimed.length === 0 && (await this.deliveries.areWaiting(tx, { mailId }))) {
        const startAfter = new Date(Date.now() + CLAIM_SECONDS * 1_000);
        await this.jobs.enqueue(tx, SendUnreadMail, { mailId, kind }, { startAfter });
      }
      return claimed;
    });
  }

  private settle(which: { id: string } | { mailId: string }, outcome: DeliveryOutcome): Promise<void> {
    return this.work.run((tx) => this.deliveries.settle(tx, which, outcome));
  }
}
