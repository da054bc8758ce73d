import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { mailLanguageOf } from '../../core/mail/mail.js';
import { type MailOff, Mailer, MailRefused } from '../../core/mail/mailer.js';
import type { Principal } from '../../core/security/principal.js';
import { type Account, displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import type { MailTestDto } from './dto/mail-test.dto.js';
import { testMail } from './test-mail.js';

const OFF: Readonly<Record<MailOff, string>> = {
  no_server: 'SMTP_URL is not set.',
  no_public_url: 'PUBLIC_URL is not set, so links in mails would lead nowhere.',
};

/** Tells those who run an organisation whether its mail works. */
@Injectable()
export class MailTest {
  constructor(
    private readonly accounts: Accounts,
    private readonly mailer: Mailer,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Sends one to whoever asks, and waits for the mail server's answer. */
  async run({ userId }: Principal, client: ClientInfo): Promise<MailTestDto> {
    const account = await this.accounts.get(userId);
    const problem = await this.send(account);
    await this.work.run((tx) =>
      this.audit.record(tx, {
        actorId: userId,
        action: 'mail.tested',
        targetType: 'user',
        targetId: userId,
        outcome: problem === null ? 'success' : 'failed',
        ...client,
      }),
    );
    return { isSent: problem === null, address: account.email, problem };
  }

  private async send(account: Account): Promise<string | null> {
    if (this.mailer.off) return OFF[this.mailer.off];
    try {
      const to = { name: displayNameOf(account), address: account.email };
      await this.mailer.send(testMail(mailLanguageOf(account.locale), to, await this.mailer.senderName()));
      return null;
    } catch (error) {
      return wordsOf(error instanceof MailRefused ? (error.cause ?? error) : error);
    }
  }
}

/** What the mail server answered, or why it could not be asked. */
function wordsOf(error: unknown): string {
  const { response, message } = error as { response?: unknown; message?: unknown };
  return String(response ?? message);
}
