import { Injectable } from '@nestjs/common';
import { cardIn } from '../messages/shape/people.js';
import { decodeCursor, encodeCursor, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { MessagesService } from '../messages/messages.service.js';
import { UserCards } from '../users/user-cards.js';
import type { MessageReceiptPageDto } from './dto/message-receipts.dto.js';
import { MessageReceiptsRepository } from './message-receipts.repository.js';

/** Whom a message reached, who has read it, and when. */
@Injectable()
export class MessageReceiptsService {
  constructor(
    private readonly messages: MessagesService,
    private readonly receipts: MessageReceiptsRepository,
    private readonly cards: UserCards,
  ) {}

  /** For everybody who sees the message; throws MessageNotFound or ConversationNotFound like the message itself. */
  async list(
    principal: Principal,
    conversationId: string,
    seq: number,
    { limit, cursor }: PageQuery,
  ): Promise<MessageReceiptPageDto> {
    const after = cursor === undefined ? undefined : String(decodeCursor(cursor, ['uuid'])[0]);
    const { sender } = await this.messages.visible(principal, conversationId, seq);
    const asked = { conversationId, seq, authorId: sender.id, viewerId: principal.userId };
    const [rows, counts] = await Promise.all([this.receipts.page(asked, limit, after), this.receipts.counts(asked)]);
    const page = rows.slice(0, limit);
    const cards = await this.cards.get(page.map(({ userId }) => userId));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ userId, ...receipt }) => ({ user: cardIn(cards, userId), ...receipt })),
      nextCursor: last ? encodeCursor([last.userId]) : null,
      counts,
    };
  }
}
