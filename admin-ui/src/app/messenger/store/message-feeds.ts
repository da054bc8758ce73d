import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { ConversationStore } from './conversation-store';
import { MessageFeed } from './message-feed';

/** More conversations than this are not kept at hand. */
const MOST_AT_HAND = 20;

/** The feeds of the conversations visited last, so that going back to one shows it at once. */
@Injectable({ providedIn: 'root' })
export class MessageFeeds {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly feeds = new Map<string, MessageFeed>();

  /** Those at hand, the one visited last at the end. */
  get all(): readonly MessageFeed[] {
    return [...this.feeds.values()];
  }

  /** The feed of a conversation, made when it is visited first. */
  visit(conversationId: string): MessageFeed {
    const feed =
      this.feeds.get(conversationId) ??
      new MessageFeed(this.api, conversationId, (conversation) => this.store.share(conversation));
    this.feeds.delete(conversationId);
    this.feeds.set(conversationId, feed);
    for (const id of [...this.feeds.keys()].slice(0, -MOST_AT_HAND)) this.feeds.delete(id);
    return feed;
  }

  /** The feed, if the conversation was visited lately. */
  peek(conversationId: string): MessageFeed | undefined {
    return this.feeds.get(conversationId);
  }

  /** I may not read it any more. */
  forget(conversationId: string): void {
    this.feeds.delete(conversationId);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.feeds.clear();
  }
}
