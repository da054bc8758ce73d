import { Injectable } from '@nestjs/common';
import { Mailer } from '../../core/mail/mailer.js';
import { Sealing } from '../../auth/tokens/sealing.js';
import { Accounts } from '../../users/accounts.js';
import { UnsubscribeLinkInvalid } from '../notifications.errors.js';
import { NotificationSettingsService } from '../settings/notification-settings.service.js';
import { MAIL_KINDS, type MailKind } from './mail-kind.js';

const CONTEXT = 'unsubscribe';

/**
 * How the reader of a mail gets no more of its kind without signing in. What the link carries is sealed: it says for whom and of
 * which kind, works as long as JWT_SECRET is named, and can do nothing else.
 */
@Injectable()
export class Unsubscribing {
  constructor(
    private readonly settings: NotificationSettingsService,
    private readonly accounts: Accounts,
    private readonly sealing: Sealing,
    private readonly mailer: Mailer,
  ) {}

  /** A page that asks, and where a mail program posts. */
  links(userId: string, kind: MailKind): { url: string; oneClickUrl: string } {
    const token = this.sealing.seal(`${kind}:${userId}`, CONTEXT);
    return {
      url: this.mailer.link(`/unsubscribe?token=${token}`),
      oneClickUrl: this.mailer.link(`/api/v1/notifications/unsubscribe?token=${token}`),
    };
  }

  /** As often as one likes. Throws UnsubscribeLinkInvalid. */
  async unsubscribe(token: string): Promise<MailKind> {
    const { userId, kind } = this.read(token);
    const account = await this.accounts.find(userId);
    if (!account || account.anonymisedAt) throw new UnsubscribeLinkInvalid();
    await this.settings.stopMail(userId, kind);
    return kind;
  }

  private read(token: string): { userId: string; kind: MailKind } {
    const [name, userId] = this.sealing.open(token, CONTEXT)?.split(':') ?? [];
    const kind = MAIL_KINDS.find((one) => one === name);
    if (!kind || !userId) throw new UnsubscribeLinkInvalid();
    return { userId, kind };
  }
}
