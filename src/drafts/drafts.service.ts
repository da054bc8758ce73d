import { Injectable } from '@nestjs/common';
import { filesOf, UnsentFiles } from '../attachments/unsent-files.js';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { replyNotFound } from '../messages/messages.errors.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { type DraftDto, idsIn, knownIdsIn, type RemoveDraftQuery, type SaveDraftDto } from './dto/draft.dto.js';
import type { DraftWriter } from './draft-writing.js';
import './drafts.events.js';
import { type DraftContent, type DraftRow, DraftsRepository } from './drafts.repository.js';

/** Keeps what people began to write, so that they can go on with it on another device. The last writer wins; of files, both. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly conversations: ConversationsService,
    private readonly files: UnsentFiles,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Keeps a draft and answers what is kept: something newer when this save is overtaken. Throws ConversationNotFound
   * when the conversation is hidden from me or absent, and for what it answers and its files what a send would throw.
   */
  async save(principal: Principal, conversationId: string, dto: SaveDraftDto): Promise<DraftDto> {
    const { userId, sessionId } = principal;
    const { body, subject, replyToSeq = null, order } = dto;
    const content = {
      body,
      subject: subject || null,
      replyToSeq,
      attachmentIds: idsIn(dto),
      knownIds: knownIdsIn(dto),
    };
    const row = await this.keep(userId, conversationId, content, { sessionId, order: order ?? null });
    if (!row) return this.notKept(principal, conversationId, replyToSeq);
    const { version } = row;
    this.events.emit('draft.updated', { userId, conversationId, version, draft: await this.toDraft(userId, row) });
    return this.toDraft(userId, row, userId);
  }

  /** Throws a draft away; nothing happens when there is none, or a newer one of another device. */
  async remove(principal: Principal, conversationId: string, { order, version }: RemoveDraftQuery): Promise<void> {
    const { userId, sessionId } = principal;
    const remover = { sessionId, order: order ?? null, version: version ?? null };
    const change = await this.drafts.remove(userId, conversationId, remover);
    if (!change) return this.conversations.requireMembership(principal, conversationId);
    if (!change.isNews) return;
    this.events.emit('draft.updated', { userId, conversationId, version: change.version, draft: null });
  }

  /** A draft as it is now; null when there is none. */
  async find(userId: string, conversationId: string): Promise<DraftDto | null> {
    const row = await this.drafts.find(userId, conversationId);
    return row && !row.gone ? this.toDraft(userId, row) : null;
  }

  /** One with files fails with them; one without costs a single statement. */
  private async keep(
    userId: string,
    conversationId: string,
    content: DraftContent,
    writer: DraftWriter,
  ): Promise<DraftRow | undefined> {
    const { attachmentIds } = content;
    if (attachmentIds.length === 0) return this.drafts.save(userId, conversationId, content, writer);
    return this.work.run(async (tx) => {
      const row = await this.drafts.save(userId, conversationId, content, writer, tx);
      // Of one that is overtaken the files may be sent by now.
      if (row) await this.files.requireFree(tx, userId, attachmentIds);
      return row;
    });
  }

  private async notKept(principal: Principal, conversationId: string, replyToSeq: number | null): Promise<DraftDto> {
    const { userId } = principal;
    if (replyToSeq !== null && !(await this.conversations.canAnswer(principal, conversationId, replyToSeq)))
      throw replyNotFound();
    const row = await this.drafts.find(userId, conversationId);
    if (!row) throw new ConversationNotFound();
    return this.toDraft(userId, row, userId);
  }

  private async toDraft(userId: string, row: DraftRow, reader?: string): Promise<DraftDto> {
    const { body, subject, replyToSeq, version, updatedAt } = row;
    const attachments = filesOf(row.attachmentIds, await this.files.shown(userId, row.attachmentIds, reader));
    return { body, subject, replyToSeq, attachments, version, updatedAt };
  }
}
