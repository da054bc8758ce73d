import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsString } from 'class-validator';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import { Mailer } from '../../core/mail/mailer.js';
import { type Account, displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { Sealing } from '../tokens/sealing.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { forgottenPasswordMail } from './forgotten-password-mail.js';
import { PasswordLinks } from './password-links.service.js';

/** What the sealed login belongs to. */
export const TYPED_LOGIN = 'forgotten password';

/** Who says to have forgotten their password, sealed, for people type passwords there too; and from where. */
export class ForgottenLogin {
  @IsString()
  login: string;

  @MayBeAbsent()
  @IsString()
  locale?: string;

  @IsString()
  ip: string;

  @IsString()
  userAgent: string;

  @IsString()
  requestId: string;
}

/** Mails a link to another password to whoever has the account; to nobody where there is none, or it was deactivated. */
@Injectable()
export class MailPasswordLink implements Job<ForgottenLogin>, OnModuleInit {
  readonly name = 'password.mail-link';
  readonly data = ForgottenLogin;
  readonly lateBySeconds = 5;
  // For about an hour; whoever still waits has asked again.
  readonly retry = { limit: 10, firstAfterSeconds: 5, atMostEverySeconds: 600 };

  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: Accounts,
    private readonly links: PasswordLinks,
    private readonly record: SignInRecord,
    private readonly sealing: Sealing,
    private readonly mailer: Mailer,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ login: sealed, locale, ...client }: ForgottenLogin): Promise<void> {
    const login = this.sealing.open(sealed, TYPED_LOGIN);
    const known = login === undefined ? undefined : await this.accounts.credentialsByLogin(login);
    if (!known?.isActive) return;
    // A link that never arrived is replaced by the one of the next try.
    const mail = await this.work.run(async (tx) => {
      const account = await this.accounts.lock(tx, known.userId);
      if (!account.isActive) return undefined;
      await this.record.passwordLinkMailed(tx, account.id, client);
      const { token } = await this.links.createMailed(tx, account.id);
      return this.mailFor(account, token, locale);
    });
    if (mail) await this.mailer.deliver(mail);
  }

  private async mailFor(account: Account, token: string, askedIn: string | undefined) {
    return forgottenPasswordMail(mailLanguageOf(account.locale ?? askedIn ?? null), {
      to: { name: displayNameOf(account), address: account.email },
      username: account.username,
      organisation: await this.mailer.senderName(),
      url: this.mailer.link(`/reset-password?token=${token}`),
    });
  }
}
