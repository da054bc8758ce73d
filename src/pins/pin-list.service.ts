import { Injectable, type OnModuleInit } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { MessagesService } from '../messages/messages.service.js';
import { MessageParts, type MessagePlace } from '../messages/shape/message-parts.js';
import type { MessageDto, PinnedDto } from '../messages/shape/message.dto.js';
import { cardIn } from '../messages/shape/people.js';
import { UserCards } from '../users/user-cards.js';
import { PINNED_PART } from './pins-part.js';
import { type PinPosition, PinsRepository } from './pins.repository.js';

/** Shows pins: with each message, and all of a conversation. */
@Injectable()
export class PinListService implements OnModuleInit {
  constructor(
    private readonly pins: PinsRepository,
    private readonly conversations: ConversationsService,
    private readonly messages: MessagesService,
    private readonly parts: MessageParts,
    private readonly cards: UserCards,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(PINNED_PART, (places) => this.on(places));
    this.parts.onErase(PINNED_PART, (tx, places) => this.pins.remove(tx, places));
  }

  /** The one that was pinned last first, as far as this person can read them; a page of many hidden ones is short. */
  async page(principal: Principal, conversationId: string, { limit, cursor }: PageQuery): Promise<Page<MessageDto>> {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    await this.conversations.requireMembership(principal, conversationId);
    const rows = await this.pins.page(conversationId, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await this.messages.readable(principal, page),
      nextCursor: last ? encodeCursor([last.at.toISOString(), last.seq]) : null,
    };
  }

  private async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, PinnedDto>> {
    const pins = await this.pins.on(places);
    const cards = await this.cards.get([...pins.values()].map(({ by }) => by));
    return new Map([...pins].map(([key, { by, at }]) => [key, { by: cardIn(cards, by), at: at.toISOString() }]));
  }
}

function positionOf(cursor: string): PinPosition {
  const [at, seq] = decodeCursor(cursor, ['time', 'integer']);
  return { at: String(at), seq: Number(seq) };
}
