import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { ConversationStore } from '../conversations/conversation-store';
import { MessageFeed } from './message-feed';

/** More conversations than this are not kept at hand. */
const MOST_AT_HAND = 60;

/** The feeds of the conversations visited last or kept on this device, so that going to one shows it at once. */
@Injectable({ providedIn: 'root' })
export class MessageFeeds {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly feeds = signal<ReadonlyMap<string, MessageFeed>>(new Map());

  /** Those at hand, the one visited last at the end. */
  readonly all = computed(() => [...this.feeds().values()]);

  /** The feed of a conversation, made when it is visited first. */
  visit(conversationId: string): MessageFeed {
    const feed = this.feeds().get(conversationId) ?? this.made(conversationId);
    this.feeds.update((feeds) => {
      const others = [...feeds].filter(([id]) => id !== conversationId);
      return new Map([...others.slice(-MOST_AT_HAND + 1), [conversationId, feed]]);
    });
    return feed;
  }

  /** The feed of a conversation that nobody visits: the first to go when there are too many. */
  prepare(conversationId: string): MessageFeed {
    const feed = this.feeds().get(conversationId) ?? this.made(conversationId);
    this.feeds.update((feeds) => (feeds.has(conversationId) ? feeds : new Map([[conversationId, feed], ...feeds])));
    return feed;
  }

  /** The feed, if it is at hand. */
  peek(conversationId: string): MessageFeed | undefined {
    return this.feeds().get(conversationId);
  }

  /** I may not read it any more. */
  forget(conversationId: string): void {
    this.feeds.update((feeds) => new Map([...feeds].filter(([id]) => id !== conversationId)));
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.feeds.set(new Map());
  }

  private made(conversationId: string): MessageFeed {
    return new MessageFeed(this.api, conversationId, (conversation) => this.store.share(conversation));
  }
}
