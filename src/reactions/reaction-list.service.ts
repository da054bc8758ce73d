import { Injectable, type OnModuleInit } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { MessagesService } from '../messages/messages.service.js';
import { MessageParts } from '../messages/shape/message-parts.js';
import { cardIn } from '../messages/shape/people.js';
import { UserCards } from '../users/user-cards.js';
import { canonicalEmoji } from './canonical-emoji.js';
import type { PersonReactionDto, ReactionsQueryDto } from './dto/reactions.dto.js';
import { InvalidEmoji } from './reactions.errors.js';
import { REACTIONS_PART } from './reactions-part.js';
import { ReactionsRepository } from './reactions.repository.js';

/** Shows reactions: how many with each message, and whose they are when somebody asks. */
@Injectable()
export class ReactionListService implements OnModuleInit {
  constructor(
    private readonly reactions: ReactionsRepository,
    private readonly messages: MessagesService,
    private readonly parts: MessageParts,
    private readonly cards: UserCards,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(REACTIONS_PART, (places, reader) => this.reactions.on(places, reader));
    this.parts.onErase(REACTIONS_PART, (tx, places) => this.reactions.erase(tx, places));
  }

  /** For everybody who sees the message; throws MessageNotFound or ConversationNotFound like the message itself. */
  async page(
    principal: Principal,
    conversationId: string,
    seq: number,
    { limit, cursor, emoji: text }: ReactionsQueryDto,
  ): Promise<Page<PersonReactionDto>> {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    const emoji = text === undefined ? undefined : canonicalEmoji(text);
    if (text !== undefined && emoji === undefined) throw new InvalidEmoji();
    const { deletedAt } = await this.messages.visible(principal, conversationId, seq);
    if (deletedAt !== null) return { items: [], nextCursor: null };
    const rows = await this.reactions.page({ conversationId, seq }, emoji, after, limit + 1);
    const page = rows.slice(0, limit);
    const cards = await this.cards.get(page.map(({ userId }) => userId));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({ emoji: row.emoji, user: cardIn(cards, row.userId), at: row.at.toISOString() })),
      nextCursor: last ? encodeCursor([last.at.toISOString(), last.userId, last.emoji]) : null,
    };
  }
}

function positionOf(cursor: string) {
  return decodeCursor(cursor, ['time', 'uuid', 'text']).map(String) as [string, string, string];
}
