import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Mailer } from '../../core/mail/mailer.js';
import { Accounts } from '../../users/accounts.js';
import { UnheardRepository } from '../deciding/unheard.repository.js';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import type { NotificationSettings } from '../settings/notification-settings.entity.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import { restAt } from '../settings/rest.js';
import { nextDigest } from './digest-times.js';
import { SendUnreadMail } from './send-unread-mail.js';

/** People in one transaction. */
const AT_ONCE = 50;
/** Conversations that one digest is about. */
const MOST_PARTS = 50;
const QUIET_STEP_MS = 15 * 60_000;

/** Mails summaries to those whose time has come: of what was written since the one before and is still unread. */
@Injectable()
export class MailDigests implements Job<NoData>, OnModuleInit {
  readonly name = 'notifications.digests';
  readonly data = NoData;
  readonly cron = '*/5 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly unheard: UnheardRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly accounts: Accounts,
    private readonly mailer: Mailer,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(_data: NoData, signal: AbortSignal): Promise<void> {
    if (!this.mailer.isOn) return;
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted;) {
      count = await this.work.run(async (tx) => {
        const due = await this.settings.dueForDigest(tx, new Date(), AT_ONCE);
        for (const choices of due) await this.plan(tx, choices);
        return due.length;
      });
    }
  }

  private async plan(tx: Tx, choices: NotificationSettings): Promise<void> {
    const { userId, digest } = choices;
    const account = await this.accounts.findWithin(tx, userId);
    const timeZone = account?.timeZone ?? null;
    const now = new Date();
    // In a pause and in quiet hours it waits.
    const rest = restAt(choices, timeZone, now);
    if (account?.isActive && rest) {
      const paused = rest === 'paused' ? choices.pausedUntil : null;
      return this.settings.update(tx, userId, { digestAt: paused ?? new Date(now.getTime() + QUIET_STEP_MS) });
    }
    await this.settings.update(tx, userId, { digestSince: now, digestAt: nextDigest(digest, timeZone, now) });
    if (!account?.isActive) return;
    const since = choices.digestSince ?? now;
    const parts = await this.unheard.unmailed(tx, userId, { since, isNew: false, limit: MOST_PARTS });
    if (parts.length === 0) return;
    const mailId = newId();
    const rows = parts.map(({ conversationId, firstSeq, throughSeq }) => ({
      ...{ channel: 'mail' as const, userId, conversationId, firstSeq, throughSeq, mailId },
    }));
    await this.deliveries.insert(tx, rows);
    await this.jobs.enqueue(tx, SendUnreadMail, { mailId, kind: 'digest' });
  }
}
