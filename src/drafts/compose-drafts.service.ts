import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { type ComposeDraftRow, ComposeDraftsRepository, MAX_COMPOSE_DRAFTS } from './compose-drafts.repository.js';
import { DraftRecipients, recipientsOf } from './draft-recipients.js';
import { TooManyDrafts } from './drafts.errors.js';
import './drafts.events.js';
import type { ComposeDraftDto, SaveComposeDraftDto } from './dto/draft.dto.js';

/** Keeps new messages that people began, on all their devices. The last writer wins. */
@Injectable()
export class ComposeDraftsService {
  constructor(
    private readonly drafts: ComposeDraftsRepository,
    private readonly recipients: DraftRecipients,
    private readonly events: DomainEvents,
  ) {}

  /** Keeps one and answers what is kept: something newer when this save is overtaken. Throws TooManyDrafts. */
  async save({ userId, sessionId }: Principal, id: string, dto: SaveComposeDraftDto): Promise<ComposeDraftDto> {
    const { to, separate, body, subject, order } = dto;
    const text = { id, toIds: [...new Set(to)], separate: separate ?? false, body, subject: subject || null };
    const row = await this.drafts.save(userId, text, { sessionId, order: order ?? null });
    if (!row) return this.overtaken(userId, id);
    const draft = await this.toDraft(userId, row);
    this.events.emit('compose-draft.updated', { userId, id, version: draft.version, draft });
    return draft;
  }

  /** Throws one away; nothing happens when there is none. */
  async remove({ userId, sessionId }: Principal, id: string, order: number | undefined): Promise<void> {
    const change = await this.drafts.remove(userId, id, { sessionId, order: order ?? null });
    if (!change?.isNews) return;
    this.events.emit('compose-draft.updated', { userId, id, version: change.version, draft: null });
  }

  /** One as it is now; null when there is none. */
  async find(userId: string, id: string): Promise<ComposeDraftDto | null> {
    const row = await this.drafts.find(userId, id);
    return row && !row.gone ? this.toDraft(userId, row) : null;
  }

  private async overtaken(userId: string, id: string): Promise<ComposeDraftDto> {
    const row = await this.drafts.find(userId, id);
    if (!row) throw new TooManyDrafts(MAX_COMPOSE_DRAFTS);
    return this.toDraft(userId, row);
  }

  private async toDraft(userId: string, row: ComposeDraftRow): Promise<ComposeDraftDto> {
    const { id, separate, body, subject, version, updatedAt } = row;
    const to = recipientsOf(row.toIds, await this.recipients.load(userId, row.toIds));
    return { id, to, separate, body, subject, replyToSeq: null, version, updatedAt };
  }
}
