import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsString, IsUUID } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import { Mailer } from '../../core/mail/mailer.js';
import { displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { Sealing } from '../tokens/sealing.js';
import { isMailed } from './notice-kind.js';
import { noticeMail } from './notice-mail.js';
import { SecurityNoticesRepository } from './security-notices.repository.js';

/** Which notice to mail; where to, sealed, where that is not the address of the account any more. */
export class NoticeToMail {
  @IsUUID()
  id: string;

  @MayBeAbsent()
  @IsString()
  formerEmail?: string;
}

/** Mails what happened to an account to whoever has it. */
@Injectable()
export class MailNotice implements Job<NoticeToMail>, OnModuleInit {
  readonly name = 'security-notice.mail';
  readonly data = NoticeToMail;
  // For about a day: late is better than not at all.
  readonly retry = { limit: 40, firstAfterSeconds: 10, atMostEverySeconds: 3_600 };

  constructor(
    private readonly jobs: Jobs,
    private readonly notices: SecurityNoticesRepository,
    private readonly accounts: Accounts,
    private readonly sealing: Sealing,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ id, formerEmail: sealed }: NoticeToMail): Promise<void> {
    const notice = await this.notices.find(id);
    const account = notice && (await this.accounts.find(notice.userId));
    if (!account || account.anonymisedAt || !isMailed(notice.kind)) return;
    const address = sealed === undefined ? account.email : this.sealing.open(sealed, id);
    if (address === undefined) return;
    const organisation = await this.mailer.senderName();
    const { timeZone, locale } = account;
    const to = { name: displayNameOf(account), address };
    const url = this.mailer.link('/settings');
    const { kind } = notice;
    await this.mailer.deliver(noticeMail(mailLanguageOf(locale), { ...notice, kind, to, organisation, timeZone, url }));
  }
}
