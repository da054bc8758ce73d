import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { Confirmed } from '../confirmed';
import { MessageFeed } from './message-feed';

/** More conversations than this are not kept at hand. */
const MOST_AT_HAND = 60;

/** The feeds of the conversations visited last or kept on this device, so that going to one shows it at once. */
@Injectable({ providedIn: 'root' })
export class MessageFeeds {
  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly feeds = signal<ReadonlyMap<string, MessageFeed>>(new Map());

  /** Those at hand, the one visited last at the end. */
  readonly all = computed(() => [...this.feeds().values()]);

  /** The feed of a conversation, made when it is visited first. */
  visit(conversationId: string): MessageFeed {
    const feed = this.feeds().get(conversationId) ?? this.made(conversationId);
    const others = [...this.feeds()].filter(([id]) => id !== conversationId);
    this.keep(new Map([...others.slice(-MOST_AT_HAND + 1), [conversationId, feed]]));
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

  /** Fetches what events showed to be missing there. */
  complete(conversationId: string): void {
    void this.peek(conversationId)?.complete();
  }

  /** I may not read it any more. */
  forget(conversationId: string): void {
    this.keep(new Map([...this.feeds()].filter(([id]) => id !== conversationId)));
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.keep(new Map());
  }

  private keep(feeds: ReadonlyMap<string, MessageFeed>): void {
    this.feeds.set(feeds);
    this.confirmed.dropStretches((id) => !feeds.has(id));
  }

  private made(conversationId: string): MessageFeed {
    const stretch = this.confirmed.stretch(conversationId);
    // From now on events note in it what they tell, also before the first page is there.
    stretch.update((none) => ({ ...none }));
    return new MessageFeed(this.api, conversationId, stretch, (event) => this.confirmed.apply(event));
  }
}
