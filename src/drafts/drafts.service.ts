import { Injectable } from '@nestjs/common';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import type { DraftDto, SaveDraftDto } from './dto/draft.dto.js';
import './drafts.events.js';
import { type DraftRow, DraftsRepository } from './drafts.repository.js';

/** Keeps what people began to write, so that they can go on with it on another device. The last writer wins. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly conversations: ConversationsService,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Keeps a draft and answers what is kept: something newer when this save is overtaken. Throws ConversationNotFound
   * when the conversation is hidden from me or absent.
   */
  async save({ userId, sessionId }: Principal, conversationId: string, dto: SaveDraftDto): Promise<DraftDto> {
    const { body, subject, replyToSeq, order } = dto;
    const text = { body, subject: subject || null, replyToSeq: replyToSeq ?? null };
    const row = await this.drafts.save(userId, conversationId, text, { sessionId, order: order ?? null });
    if (!row) return this.overtaken(userId, conversationId);
    const draft = toDraft(row);
    this.events.emit('draft.updated', { userId, conversationId, version: draft.version, draft });
    return draft;
  }

  /** Throws a draft away; nothing happens when there is none. */
  async remove(principal: Principal, conversationId: string, order: number | undefined): Promise<void> {
    const { userId, sessionId } = principal;
    const change = await this.drafts.remove(userId, conversationId, { sessionId, order: order ?? null });
    if (!change) return this.conversations.requireMembership(principal, conversationId);
    if (!change.isNews) return;
    this.events.emit('draft.updated', { userId, conversationId, version: change.version, draft: null });
  }

  /** A draft as it is now; null when there is none. */
  async find(userId: string, conversationId: string): Promise<DraftDto | null> {
    const row = await this.drafts.find(userId, conversationId);
    return row && !row.gone ? toDraft(row) : null;
  }

  private async overtaken(userId: string, conversationId: string): Promise<DraftDto> {
    const row = await this.drafts.find(userId, conversationId);
    if (!row) throw new ConversationNotFound();
    return toDraft(row);
  }
}

function toDraft({ body, subject, replyToSeq, version, updatedAt }: DraftRow): DraftDto {
  return { body, subject, replyToSeq, version, updatedAt };
}
