import { Injectable } from '@nestjs/common';
import { toConversationRef } from '../conversations/conversation-rows.js';
import { ConversationNotFound } from '../conversations/conversations.errors.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { UserCards } from '../users/user-cards.js';
import type { DraftDto, ListedDraftDto, SaveDraftDto } from './dto/draft.dto.js';
import './drafts.events.js';
import { type DraftRow, DraftsRepository } from './drafts.repository.js';

/** Keeps what people began to write, so that they can go on with it on another device. The last writer wins. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly conversations: ConversationsService,
    private readonly cards: UserCards,
    private readonly events: DomainEvents,
  ) {}

  /** Keeps a draft; throws ConversationNotFound when the conversation is hidden from me or absent. */
  async save(principal: Principal, conversationId: string, dto: SaveDraftDto): Promise<DraftDto> {
    const row = await this.drafts.save(principal.userId, conversationId, {
      body: dto.body,
      subject: dto.subject || null,
      replyToSeq: dto.replyToSeq ?? null,
    });
    if (!row) throw new ConversationNotFound();
    const draft = toDraft(row);
    this.events.emit('draft.updated', {
      userId: principal.userId,
      conversationId,
      version: draft.version,
      draft,
    });
    return draft;
  }

  /** Throws a draft away; nothing happens when there is none. */
  async remove(principal: Principal, conversationId: string): Promise<void> {
    const { userId } = principal;
    const version = await this.drafts.remove(userId, conversationId);
    if (version === undefined) return this.conversations.requireMembership(principal, conversationId);
    this.events.emit('draft.updated', { userId, conversationId, version, draft: null });
  }

  /** A draft as it is now; null when there is none. */
  async find(userId: string, conversationId: string): Promise<DraftDto | null> {
    const row = await this.drafts.find(userId, conversationId);
    return row ? toDraft(row) : null;
  }

  /** My drafts, most recently changed first. */
  async list(principal: Principal, query: PageQuery): Promise<Page<ListedDraftDto>> {
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor);
    const rows = await this.drafts.page(principal.userId, query.limit + 1, after);
    const page = rows.slice(0, query.limit);
    const cards = await this.cards.get(page.flatMap((row) => row.otherId ?? []));
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({ ...toDraft(row), conversation: toConversationRef(row, cards) })),
      nextCursor: last ? encodeCursor([last.updatedAt.toISOString(), last.conversationId]) : null,
    };
  }
}

function toDraft({ body, subject, replyToSeq, version, updatedAt }: DraftRow): DraftDto {
  return { body, subject, replyToSeq, version, updatedAt };
}

function positionOf(cursor: string): { at: string; conversationId: string } {
  const [at, conversationId] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: String(at), conversationId: String(conversationId) };
}
