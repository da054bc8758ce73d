import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { MessageDto } from '../conversations/dto/message.dto.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { HistoryService } from '../messages/history.service.js';
import { type Audience, Audiences } from './audiences.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { ConversationFeed, type FeedItem } from './conversation-feed.js';
import { encodeAnswer, encodeEvent, type EventFrame } from './frames/server-frame.js';
import { Sureness } from './sureness.js';

/** Conversations that are followed at the same time; the longest quiet ones are forgotten first. */
const MAX_FEEDS = 20_000;
/** In larger groups nobody follows who has read what. */
const MAX_RECEIPT_AUDIENCE = 20;

/** Carries what happens to the sockets of those who may know it. The socket is a hint, the database is the truth. */
@Injectable()
export class Hub implements OnModuleInit {
  private readonly logger = new Logger(Hub.name);
  private readonly feeds = new Map<string, ConversationFeed>();

  constructor(
    private readonly events: DomainEvents,
    private readonly connections: Connections,
    private readonly audiences: Audiences,
    private readonly history: HistoryService,
    private readonly sureness: Sureness,
  ) {}

  onModuleInit(): void {
    this.events.on('message.created', ({ conversationId, rev, membersRev, message, origin }) =>
      this.tell(
        { rev, membersRev, frame: messageFrame('message.created', message), ...(origin && { origin }) },
        conversationId,
      ),
    );
    this.events.on('message.updated', ({ conversationId, rev, membersRev, message, cause }) =>
      this.tell(
        { rev, membersRev, frame: { ...messageFrame('message.updated', message), data: { ...message, cause } } },
        conversationId,
      ),
    );
    this.events.on('message.deleted', ({ conversationId, rev, membersRev, message }) =>
      this.tell({ rev, membersRev, frame: messageFrame('message.deleted', message) }, conversationId),
    );
    for (const type of ['conversation.created', 'conversation.updated'] as const) {
      this.events.on(type, ({ conversationId, rev, membersRev, conversation }) =>
        this.tell(
          { rev, membersRev, frame: { type, conversationId, rev, data: conversation }, isState: true },
          conversationId,
        ),
      );
    }
    this.events.on('me.updated', ({ conversationId, userId, me, hidden, restored, origin }) => {
      const data = { me, ...(hidden && { hidden }), ...(restored && { restored }) };
      const frame = encodeEvent({ type: 'me.updated', conversationId, rev: null, data });
      for (const connection of this.connections.of(userId)) if (connection.id !== origin) connection.send(frame);
    });
    this.events.on('receipt.read', (receipt) => void this.tellRead(receipt));
    this.events.on('user.updated', ({ user: { id, username, displayName } }) => {
      const frame = encodeEvent({
        type: 'user.updated',
        conversationId: null,
        rev: null,
        data: { id, username, displayName },
      });
      for (const connection of this.connections.all()) connection.send(frame);
    });
  }

  /** Forgets who is in a conversation; the next event reads it again. */
  forgetAudience(conversationId: string): void {
    this.audiences.forget(conversationId);
  }

  private tell(item: FeedItem, conversationId: string): void {
    if (this.connections.size === 0) {
      this.feeds.clear();
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
      missed: (afterRev, beforeRev) => this.missed(conversationId, afterRev, beforeRev),
      deliver: (item, audience) => this.deliver(item, audience),
      isSure: () => this.sureness.isSure,
      sure: () => this.sureness.regained(),
    });
    this.feeds.set(conversationId, feed);
    if (this.feeds.size > MAX_FEEDS) this.feeds.delete(this.feeds.keys().next().value ?? conversationId);
    return feed;
  }

  private async missed(conversationId: string, afterRev: number, beforeRev: number): Promise<EventFrame[]> {
    const messages = await this.history.missed(conversationId, afterRev, beforeRev);
    return messages.map(({ message, isNew }) => {
      if (message.deletedAt) return messageFrame('message.deleted', message);
      return messageFrame(isNew ? 'message.created' : 'message.updated', message);
    });
  }

  private deliver({ frame, origin }: Pick<FeedItem, 'frame' | 'origin'>, { userIds }: Audience): void {
    let encoded: Buffer | undefined;
    for (const userId of userIds) {
      for (const connection of this.connections.of(userId)) {
        if (connection.id === origin?.connection) continue;
        connection.send((encoded ??= encodeEvent(frame)));
      }
    }
    if (origin) this.acknowledge(frame, origin);
  }

  private acknowledge({ data }: EventFrame, origin: NonNullable<FeedItem['origin']>): void {
    const connection = this.connectionOf(data as MessageDto, origin.connection);
    connection?.send(encodeAnswer({ type: 'ack', ref: origin.ref, message: data }));
  }

  private connectionOf(message: MessageDto, id: symbol): Connection | undefined {
    for (const connection of this.connections.of(message.sender.id)) if (connection.id === id) return connection;
    return undefined;
  }

  private async tellRead({
    conversationId,
    userId,
    seq,
    at,
  }: {
    conversationId: string;
    userId: string;
    seq: number;
    at: Date;
  }): Promise<void> {
    try {
      const audience = await this.audiences.get(conversationId, 0);
      if (audience.userIds.length > MAX_RECEIPT_AUDIENCE || !this.sureness.isSure) return;
      const frame = encodeEvent({ type: 'receipt.read', conversationId, rev: null, data: { userId, seq, at } });
      for (const member of audience.userIds) {
        if (member === userId) continue;
        for (const connection of this.connections.of(member)) connection.sendEphemeral(frame);
      }
    } catch (error) {
      this.logger.warn({ err: error, conversationId });
    }
  }
}

function messageFrame(
  type: 'message.created' | 'message.updated' | 'message.deleted',
  message: MessageDto,
): EventFrame {
  return { type, conversationId: message.conversationId, rev: message.rev, data: message };
}
