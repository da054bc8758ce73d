import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { listMentions } from '../../api/fn/mail/list-mentions';
import type { MessageDto } from '../../api/models/message-dto';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { isReceived, mentionsMe } from '../../state/messages/held-message';
import { Teams } from '../../state/teams/teams';
import { OpenConversation } from './open-conversation';

const MENTIONS_SEARCHED = 200;

/** What I have not read in the conversation that is open. */
@Injectable()
export class News {
  private readonly open = inject(OpenConversation);
  private readonly teams = inject(Teams);
  private readonly api = inject(Api);

  /** Messages of others, as far as they are loaded. */
  messages(): MessageDto[] {
    const readSeq = this.open.conversation()?.me.lastReadSeq ?? 0;
    return this.open.feed.messages().filter((message) => message.seq > readSeq && isReceived(message, this.myId));
  }

  /** Where I am mentioned, as far as that is loaded. */
  mentions(): number[] {
    const addressee = { myId: this.myId, myTeams: this.teams.mine() };
    return this.messages()
      .filter((message) => mentionsMe(message, addressee))
      .map(({ seq }) => seq);
  }

  /** The first mention behind a message, though it is further down than what is loaded. Undefined when there is none. */
  async mentionAfter(seenSeq: number): Promise<number | undefined> {
    const { conversationId } = this.open.feed;
    const loaded = this.mentions().find((seq) => seq > seenSeq);
    if (loaded !== undefined) return loaded;
    const { items } = await this.api.invoke(listMentions, { limit: MENTIONS_SEARCHED });
    return items.findLast((mail) => mail.conversationId === conversationId && !mail.isRead)?.seq;
  }

  /** How many there are and, where it is one person, of whom; with what a button says that leads there. */
  inWords(): { readonly text: string; readonly label: string } {
    const { feed } = this.open;
    const unread = this.messages();
    const count = feed.hasAfter() ? (this.open.conversation()?.unreadCount ?? 0) : unread.length;
    if (count === 0) return { text: '', label: t('log.toLatest') };
    const names = new Set(unread.map((message) => message.sender.displayName.split(' ')[0]));
    const name = names.size === 1 ? [...names].join('') : '';
    const news = (of: string): string =>
      name === '' ? t('log.news', { count }) : t('log.newsOf', { count, name: of });
    return { text: news(isolated(name)), label: t('log.newsToLatest', { news: news(name) }) };
  }

  private get myId(): string {
    return this.open.me().id;
  }
}
