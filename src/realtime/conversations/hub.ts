import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { ConversationMove } from '../../core/outbox/outbox.js';
import type { ChangeCause } from '../../messages/shape/change-cause.js';
import { HistoryService } from '../../messages/reading/history.service.js';
import { Connections } from '../connections.js';
import { eventOf } from '../frames/server-frame.js';
import { Sureness } from '../sureness.js';
import { Audiences } from './audiences.js';
import { ConversationDelivery } from './conversation-delivery.js';
import { ConversationFeed, type FeedItem } from './conversation-feed.js';
import { MessageCreatedEvent, MessageDeletedEvent, MessageUpdatedEvent } from './messages.frames.js';
import { framesOf } from './moved-frames.js';
import { TellingFailures } from './telling-failures.js';

/** Conversations that are followed at the same time; the longest quiet ones are forgotten first. */
const MAX_FEEDS = 20_000;

/** Carries what happens to the sockets of those who may know it. The socket is a hint, the database is the truth. */
@Injectable()
export class Hub implements OnModuleInit {
  private readonly feeds = new LRUCache<string, ConversationFeed>({ max: MAX_FEEDS });

  constructor(
    private readonly events: DomainEvents,
    private readonly connections: Connections,
    private readonly audiences: Audiences,
    private readonly history: HistoryService,
    private readonly delivery: ConversationDelivery,
    private readonly sureness: Sureness,
    private readonly failures: TellingFailures,
  ) {}

  onModuleInit(): void {
    this.events.on('message.created', ({ conversationId, rev, membersRev, message, onlyForAuthor, origin }) =>
      this.accept(conversationId, {
        rev,
        membersRev,
        frame: {
          ...eventOf(MessageCreatedEvent, conversationId, rev, message),
          ...(onlyForAuthor && { onlyForAuthor }),
        },
        ...(origin && { origin }),
      }),
    );
    this.events.on('message.updated', ({ conversationId, rev, membersRev, message, onlyForAuthor, cause }) =>
      this.accept(conversationId, {
        rev,
        membersRev,
        frame: {
          ...eventOf(MessageUpdatedEvent, conversationId, rev, { ...message, cause }),
          ...(onlyForAuthor && { onlyForAuthor }),
        },
      }),
    );
    this.events.on('message.deleted', ({ conversationId, rev, membersRev, message, onlyForAuthor }) =>
      this.accept(conversationId, {
        rev,
        membersRev,
        frame: {
          ...eventOf(MessageDeletedEvent, conversationId, rev, message),
          ...(onlyForAuthor && { onlyForAuthor }),
        },
      }),
    );
    this.events.on('conversation.changed', ({ cause, ...move }) => this.catchUp(move, cause));
  }

  /** Tells the sockets here of a conversation that moved on, here or on another node, and why: what moved is read. */
  catchUp({ conversationId, firstRev, lastRev, membersRev }: ConversationMove, cause?: ChangeCause): void {
    this.accept(conversationId, { firstRev, rev: lastRev, membersRev, cause });
  }

  private accept(conversationId: string, item: FeedItem): void {
    if (this.connections.size === 0) {
      // To clear an LRU costs as much as it may hold, also when it is empty.
      if (this.feeds.size > 0) this.feeds.clear();
      return;
    }
    const feed = this.feeds.get(conversationId) ?? this.follow(conversationId);
    feed.accept(item);
    if (feed.isIdle) this.feeds.delete(conversationId);
  }

  private follow(conversationId: string): ConversationFeed {
    const feed = new ConversationFeed({
      peekAudience: (membersRev) => this.audiences.peek(conversationId, membersRev),
      audience: (membersRev) => this.audiences.get(conversationId, membersRev),
      isListening: (audience) => this.audiences.isListening(audience),
      moved: (afterRev, upToRev, cause) => this.moved(conversationId, afterRev, upToRev, cause),
      deliver: (frame, audience, origin) => this.delivery.deliver(frame, audience, origin),
      acknowledge: (frame, origin) => this.delivery.acknowledge(frame, origin),
      isSure: () => this.sureness.isSure,
      sure: () => this.sureness.regained(),
      failed: (error, times) => this.failures.failed(error, times),
      recovered: () => this.failures.recovered(),
    });
    this.feeds.set(conversationId, feed);
    return feed;
  }

  private async moved(conversationId: string, afterRev: number, upToRev: number, cause: ChangeCause | undefined) {
    const moved = await this.history.moved(conversationId, afterRev, upToRev);
    if (!moved) return { frames: [], membersRev: 0 };
    const frames = framesOf(conversationId, afterRev, moved, cause && { rev: upToRev, cause });
    return { frames, membersRev: moved.membersRev };
  }
}
