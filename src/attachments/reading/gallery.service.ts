import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationsService } from '../../messages/conversations/conversations.service.js';
import { cardIn } from '../../messages/shape/people.js';
import { UserCards } from '../../users/user-cards.js';
import { AttachmentShape } from '../attachment-shape.js';
import type { GalleryItemDto, GalleryQueryDto } from '../dto/gallery.dto.js';
import { AttachmentReadingRepository } from './attachment-reading.repository.js';

/** Lists what was sent in a conversation besides words. */
@Injectable()
export class GalleryService {
  constructor(
    private readonly files: AttachmentReadingRepository,
    private readonly conversations: ConversationsService,
    private readonly cards: UserCards,
    private readonly shape: AttachmentShape,
  ) {}

  /** Of one kind, newest first; throws ConversationNotFound. */
  async page(
    principal: Principal,
    conversationId: string,
    { kind, limit, cursor }: GalleryQueryDto,
  ): Promise<Page<GalleryItemDto>> {
    const [seq = Number.MAX_SAFE_INTEGER, place = 0] =
      cursor === undefined ? [] : decodeCursor(cursor, ['integer', 'integer']).map(Number);
    await this.conversations.requireMembership(principal, conversationId);
    const { userId } = principal;
    const rows = await this.files.gallery(conversationId, userId, kind, { seq, place }, limit + 1);
    const page = rows.slice(0, limit);
    const cards = await this.cards.get(page.map(({ senderId }) => senderId));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({
        attachment: this.shape.show(row, userId),
        seq: row.seq,
        sender: cardIn(cards, row.senderId),
        createdAt: row.createdAt.toISOString(),
      })),
      nextCursor: last ? encodeCursor([last.seq, last.place]) : null,
    };
  }
}
