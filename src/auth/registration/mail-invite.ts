import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsString, IsUUID } from 'class-validator';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import { Mailer } from '../../core/mail/mailer.js';
import { Accounts } from '../../users/accounts.js';
import { Sealing } from '../tokens/sealing.js';
import { type Invite, stateOf } from './invite.js';
import { invitationMail } from './invitation-mail.js';
import { InvitesRepository } from './invites.repository.js';

/** Which invitation to mail, with its token, sealed: it is kept nowhere else. */
export class InviteToMail {
  @IsUUID()
  id: string;

  @IsString()
  token: string;
}

/** Mails an invitation to its address, in the language of whoever invited, unless it was withdrawn meanwhile. */
@Injectable()
export class MailInvite implements Job<InviteToMail>, OnModuleInit {
  readonly name = 'invite.mail';
  readonly data = InviteToMail;
  readonly lateBySeconds = 5;
  // For about a day: somebody is waited for.
  readonly retry = { limit: 40, firstAfterSeconds: 5, atMostEverySeconds: 3_600 };

  constructor(
    private readonly jobs: Jobs,
    private readonly invites: InvitesRepository,
    private readonly accounts: Accounts,
    private readonly sealing: Sealing,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ id, token: sealed }: InviteToMail): Promise<void> {
    const invite = await this.invites.find(id);
    const token = this.sealing.open(sealed, id);
    if (!invite?.email || stateOf(invite, new Date()) !== 'open') return;
    const isSent = token !== undefined && (await this.mailer.deliver(await this.mailFor(invite, invite.email, token)));
    await this.invites.noteMail(id, isSent ? 'sent' : 'failed');
  }

  private async mailFor({ inviter, createdBy, expiresAt }: Invite, address: string, token: string) {
    const { locale, timeZone } = await this.accounts.get(createdBy);
    return invitationMail(mailLanguageOf(locale), {
      address,
      invitedBy: inviter.displayName,
      organisation: await this.mailer.senderName(),
      expiresAt,
      timeZone,
      url: this.mailer.link(`/register?invite=${token}`),
    });
  }
}
