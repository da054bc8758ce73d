import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { PersonalData } from '../../users/personal-data.js';
import {
  NotificationSettingsDto,
  type UpdateNotificationSettingsDto,
  type UpdateUnreadMailDto,
} from '../dto/notification-settings.dto.js';
import { nextDigest } from '../mail/digest-times.js';
import type { MailKind } from '../mail/mail-kind.js';
import type { NotificationSettings } from './notification-settings.entity.js';
import { NotificationSettingsNews } from './notification-settings-news.js';
import { keptWords, wordsPattern } from './own-words.js';
import { NotificationSettingsRepository } from './notification-settings.repository.js';

/** Whether and when people want to be notified. */
@Injectable()
export class NotificationSettingsService implements OnModuleInit {
  constructor(
    private readonly settings: NotificationSettingsRepository,
    private readonly accounts: Accounts,
    private readonly personalData: PersonalData,
    private readonly news: NotificationSettingsNews,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.settings.deleteOf(tx, userId));
  }

  async get({ userId }: Principal): Promise<NotificationSettingsDto> {
    return NotificationSettingsDto.of(await this.settings.find(userId));
  }

  async update(
    { userId }: Principal,
    { pausedUntil, mail, words, ...chosen }: UpdateNotificationSettingsDto,
  ): Promise<NotificationSettingsDto> {
    const given = {
      ...chosen,
      pausedUntil: typeof pausedUntil === 'string' ? new Date(pausedUntil) : pausedUntil,
    };
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const { timeZone } = await this.accounts.get(userId);
    return this.work.run(async (tx) => {
      const before = await this.settings.lock(tx, userId);
      const all = { ...changes, ...wordChanges(words), ...mailChanges(before, mail, timeZone) };
      await this.settings.update(tx, userId, all);
      this.news.tell(tx, userId);
      return NotificationSettingsDto.of({ ...before, ...all });
    });
  }

  /** Mails somebody no more of this kind, as a link of such a mail asks. */
  async stopMail(userId: string, kind: MailKind): Promise<void> {
    const mail = kind === 'unread' ? { after: null } : { digest: 'none' as const };
    await this.work.run(async (tx) => {
      const before = await this.settings.lock(tx, userId);
      await this.settings.update(tx, userId, mailChanges(before, mail, null));
      this.news.tell(tx, userId);
    });
  }
}

function wordChanges(given: readonly string[] | undefined): Partial<NotificationSettings> {
  if (given === undefined) return {};
  const words = keptWords(given);
  return { words, wordsPattern: wordsPattern(words) };
}

/** What was unread before somebody wanted mail is not mailed. */
function mailChanges(
  before: NotificationSettings,
  { after, digest }: UpdateUnreadMailDto = {},
  timeZone: string | null,
): Partial<NotificationSettings> {
  const now = new Date();
  return {
    ...(after !== undefined && { mailAfter: after }),
    ...(typeof after === 'number' && before.mailAfter === null && { mailSince: now }),
    ...(digest !== undefined &&
      digest !== before.digest && { digest, digestSince: now, digestAt: nextDigest(digest, timeZone, now) }),
  };
}
