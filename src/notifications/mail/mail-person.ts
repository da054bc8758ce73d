import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Mailer } from '../../core/mail/mailer.js';
import { Accounts } from '../../users/accounts.js';
import { type Unmailed, UnheardRepository } from '../deciding/unheard.repository.js';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import type { NotificationSettings } from '../settings/notification-settings.entity.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import { restAt } from '../settings/rest.js';
import { SendUnreadMail } from './send-unread-mail.js';

const MINUTE_MS = 60_000;
/** Nobody is mailed again sooner. */
const PACE_MINUTES = 30;
/** How often it is looked whether quiet hours are over. */
const QUIET_STEP_MINUTES = 15;
/** Conversations that one mail is about. */
const MOST_PARTS = 50;

export class PersonToMail {
  @IsUUID() userId: string;
}

/**
 * Decides whether somebody is mailed of what they have not read: when the oldest of it waits for as long as they chose, all of it in
 * one mail, and then nothing for half an hour. In a pause and in quiet hours it waits until these are over.
 */
@Injectable()
export class MailPerson implements Job<PersonToMail>, OnModuleInit {
  readonly name = 'notifications.decide-mail';
  readonly data = PersonToMail;
  /** Read each time, so that a test can be less patient. */
  minuteMs = MINUTE_MS;

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

  /** To be enqueued: looks after so many minutes whether somebody is to be mailed. Of those that are planned one waits. */
  planned(userId: string, minutes: number) {
    return { data: { userId }, singletonKey: `${userId}:${minutes}`, startAfter: this.in(minutes) };
  }

  async handle({ userId }: PersonToMail): Promise<void> {
    const account = await this.accounts.find(userId);
    if (!this.mailer.isOn || !account?.isActive) return;
    await this.work.run(async (tx) => {
      // Whoever else decides waits here, and then finds it decided.
      const choices = await this.settings.lock(tx, userId);
      if (choices.mailAfter === null) return;
      const later = this.notBefore(choices, account.timeZone);
      if (later) return this.lookAgain(tx, userId, later);
      const since = choices.mailSince ?? new Date();
      const parts = await this.unheard.unmailed(tx, userId, { since, isNew: true, limit: MOST_PARTS });
      const [longest] = parts;
      if (!longest) return;
      const due = new Date(longest.oldestAt.getTime() + choices.mailAfter * this.minuteMs);
      if (due > new Date()) return this.lookAgain(tx, userId, due);
      await this.plan(tx, userId, parts);
    });
  }

  private async plan(tx: Tx, userId: string, parts: readonly Unmailed[]): Promise<void> {
    await this.unheard.noteMailed(tx, userId, parts);
    await this.settings.update(tx, userId, { mailedAt: new Date() });
    const mailId = newId();
    const rows = parts.map((part) => ({ ...place(part), userId, channel: 'mail' as const, mailId }));
    await this.deliveries.insert(tx, rows);
    await this.jobs.enqueue(tx, SendUnreadMail, { mailId, kind: 'unread' });
    // What was written meanwhile waits for the next one.
    await this.lookAgain(tx, userId, this.in(PACE_MINUTES));
  }

  /** Undefined where somebody may be mailed now. */
  private notBefore(choices: NotificationSettings, timeZone: string | null): Date | undefined {
    const rest = restAt(choices, timeZone, new Date());
    if (rest === 'paused') return choices.pausedUntil ?? undefined;
    if (rest === 'quiet_hours') return this.in(QUIET_STEP_MINUTES);
    const paced = new Date((choices.mailedAt?.getTime() ?? 0) + PACE_MINUTES * this.minuteMs);
    return paced > new Date() ? paced : undefined;
  }

  private in(minutes: number): Date {
    return new Date(Date.now() + minutes * this.minuteMs);
  }

  private lookAgain(tx: Tx, userId: string, startAfter: Date): Promise<void> {
    return this.jobs.enqueue(tx, MailPerson, { userId }, { startAfter, singletonKey: `${userId}:again` });
  }
}

function place({ conversationId, firstSeq, throughSeq }: Unmailed) {
  return { conversationId, firstSeq, throughSeq };
}
