import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import '../messages/messages.events.js';
import { Connections } from '../realtime/connections.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { MentionCreatedEvent } from './mentions.frames.js';
import { MentionsRepository } from './mentions.repository.js';

interface MentionNewsItem extends MessagePlace {
  readonly membersRev: number;
  readonly authorId: string;
  /** Who is mentioned by name. */
  readonly userIds: readonly string[];
  readonly everyone: boolean;
}

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'mention.created': MentionNewsItem;
  }
}

/** Tells people that they are mentioned, on whichever node they are, if they may read the message at that moment. */
@Injectable()
export class MentionNews implements OnModuleInit {
  private readonly logger = new Logger(MentionNews.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly mentions: MentionsRepository,
    private readonly hints: ConversationHints,
    private readonly connections: Connections,
  ) {}

  onModuleInit(): void {
    this.events.on('message.created', ({ membersRev, message }) => {
      if (!mentionsSomebody(message)) return;
      const userIds = message.mentions.map(({ userId }) => userId);
      this.told({ ...placeOf(message), membersRev, userIds, everyone: message.mentionsEveryone });
    });
    this.events.on('message.updated', ({ rev, membersRev, message, cause }) => {
      if (cause.kind === 'edited' && mentionsSomebody(message)) void this.edited(message, rev, membersRev);
    });
    this.bus.on('mention.created', (item) => void this.tellOrLog(item));
  }

  private async edited(message: MessageDto, rev: number, membersRev: number): Promise<void> {
    try {
      const { userIds, everyone } = await this.mentions.addedAt(message, rev);
      if (userIds.length === 0 && !everyone) return;
      this.told({ ...placeOf(message), membersRev, userIds, everyone });
    } catch (error) {
      this.warn(error, message);
    }
  }

  private told(item: MentionNewsItem): void {
    void this.tellOrLog(item);
    this.bus.tell('mention.created', item);
  }

  private async tellOrLog(item: MentionNewsItem): Promise<void> {
    try {
      await this.tell(item);
    } catch (error) {
      this.warn(error, item);
    }
  }

  private async tell({ conversationId, seq, membersRev, authorId, userIds, everyone }: MentionNewsItem) {
    if (this.connections.size === 0) return;
    const mentioned = everyone ? ((await this.hints.audience(conversationId, membersRev))?.userIds ?? []) : userIds;
    const listening = mentioned.filter((userId) => userId !== authorId && this.connections.isConnected(userId));
    if (listening.length === 0) return;
    const deaf = await this.mentions.deafTo({ conversationId, seq }, authorId, listening);
    const audience = await this.hints.audience(conversationId, membersRev);
    if (!audience) return;
    const byName = new Set(userIds);
    for (const isByName of [true, false]) {
      const to = listening.filter((userId) => byName.has(userId) === isByName && !deaf.has(userId));
      const data = { seq, userId: authorId, everyone: !isByName };
      this.hints.tell(eventOf(MentionCreatedEvent, conversationId, null, data), audience, { to, aboutSeq: seq });
    }
  }

  /** Nobody misses it: who is mentioned finds it in the message, and in the list of mentions. */
  private warn(error: unknown, { conversationId, seq }: MessagePlace): void {
    this.logger.warn({ err: error, conversationId, seq });
  }
}

function mentionsSomebody({ mentions, mentionsEveryone }: MessageDto): boolean {
  return mentionsEveryone || mentions.length > 0;
}

function placeOf({ conversationId, seq, sender }: MessageDto): MessagePlace & { authorId: string } {
  return { conversationId, seq, authorId: sender.id };
}
