import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { Blocks } from '../../state/blocks/blocks';
import { lineOf } from '../../state/messages/line-of';
import { OpenConversation } from '../open-conversation/open-conversation';
import { isolated } from '../../core/isolated';
import { isReceived } from '../../state/messages/held-message';
import { t } from '../../core/words/words';

/** News within this time are said together. */
const GATHER_MS = 1_000;
const MOST_ONE_BY_ONE = 3;

/** Says to screen readers what others write now; never what is merely loaded. */
@Component({
  selector: 'app-announcer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'vh', role: 'log', 'aria-live': 'polite', '[attr.aria-label]': "t('log.newMessages')" },
  template: `
    @for (line of lines(); track $index) {
      <p>{{ line }}</p>
    }
  `,
})
export class Announcer {
  protected readonly t = t;
  private readonly open = inject(OpenConversation);
  private readonly blocks = inject(Blocks);
  private readonly said = signal<readonly MessageDto[]>([]);
  protected readonly lines = computed(() => {
    const news = this.said();
    if (news.length > MOST_ONE_BY_ONE) return [t('log.announcedOf', { count: news.length, name: peopleIn(news) })];
    return news.map((message) =>
      t('message.said', { name: isolated(message.sender.displayName), text: lineOf(message) }),
    );
  });
  private newest: number | undefined;
  private gathered: MessageDto[] = [];

  constructor() {
    effect(() => {
      if (this.open.feed.status() !== 'ready' || this.open.feed.hasAfter()) return;
      const messages = this.open.feed.messages();
      untracked(() => this.hear(messages));
    });
  }

  private hear(messages: readonly MessageDto[]): void {
    const last = messages.at(-1)?.seq ?? 0;
    const known = this.newest;
    this.newest = Math.max(last, known ?? 0);
    if (known === undefined) return;
    const mine = this.open.me().id;
    const news = messages.filter(
      (message) => message.seq > known && isReceived(message, mine) && !this.blocks.has(message.sender.id),
    );
    if (news.length === 0) return;
    if (this.gathered.length === 0) setTimeout(() => this.say(), GATHER_MS);
    this.gathered.push(...news);
  }

  private say(): void {
    this.said.set(this.gathered);
    this.gathered = [];
  }
}

function peopleIn(messages: readonly MessageDto[]): string {
  const names = new Set(messages.map(({ sender }) => sender.displayName));
  return names.size === 1 ? isolated([...names].join('')) : t('log.people', { count: names.size });
}
