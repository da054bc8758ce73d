import { Injectable } from '@nestjs/common';
import { type Mail, mailLanguageOf } from '../../core/mail/mail.js';
import { Mailer } from '../../core/mail/mailer.js';
import { type Account, displayNameOf } from '../../users/account.js';
import { UserCards } from '../../users/user-cards.js';
import { UnheardRepository } from '../deciding/unheard.repository.js';
import type { Delivery } from '../deliveries/delivery.entity.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import type { MailKind } from './mail-kind.js';
import { type UnreadChat, unreadMail } from './unread-mail.js';
import { Unsubscribing } from './unsubscribing.js';

/** Conversations of which a mail says more than that there is something. */
const SHOWN_CHATS = 10;
/** Messages that it shows of each. */
const SHOWN_LINES = 3;

/** Writes mails about what is unread, as it is at the moment. */
@Injectable()
export class UnreadMails {
  constructor(
    private readonly unheard: UnheardRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly cards: UserCards,
    private readonly unsubscribing: Unsubscribing,
    private readonly mailer: Mailer,
  ) {}

  /** The mail, with the ids of the parts that are still unread; none where there is no such part. */
  async about(
    account: Account,
    parts: readonly Delivery[],
    kind: MailKind,
  ): Promise<{ mail?: Mail; unread: ReadonlySet<string> }> {
    const unread = new Set<string>();
    const chats: UnreadChat[] = [];
    let messages = 0;
    for (const part of parts) {
      const about = await this.unheard.still(part, part);
      if (!about) continue;
      unread.add(part.id);
      messages += about.count;
      if (chats.length >= SHOWN_CHATS) continue;
      const lines = await this.unheard.lines(part, part, SHOWN_LINES);
      chats.push({ ...about, conversationId: part.conversationId, lines });
    }
    if (chats.length === 0) return { unread };
    const { hideContent } = await this.settings.find(account.id);
    const names = await this.cards.get([
      ...new Set(chats.flatMap(({ lines }) => lines.map(({ senderId }) => senderId))),
    ]);
    const mail = unreadMail(mailLanguageOf(account.locale), {
      ...{ kind, chats, messages, otherChats: unread.size - chats.length, isHidden: hideContent },
      ...{ to: { name: displayNameOf(account), address: account.email }, timeZone: account.timeZone },
      nameOf: (id) => names.get(id)?.displayName ?? '',
      organisation: await this.mailer.senderName(),
      link: (path) => this.mailer.link(path),
      unsubscribe: this.unsubscribing.links(account.id, kind),
    });
    return { mail, unread };
  }
}
