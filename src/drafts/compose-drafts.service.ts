import { Injectable } from '@nestjs/common';
import { filesOf, UnsentFiles } from '../attachments/unsent-files.js';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { type ComposeDraftRow, ComposeDraftsRepository, type ComposeDraftText } from './compose-drafts.repository.js';
import { DraftRecipients, recipientsOf } from './draft-recipients.js';
import type { DraftWriter } from './draft-writing.js';
import { TooManyDrafts } from './drafts.errors.js';
import './drafts.events.js';
import {
  type ComposeDraftDto,
  idsIn,
  knownIdsIn,
  type RemoveDraftQuery,
  type SaveComposeDraftDto,
} from './dto/draft.dto.js';

/** How many new messages one person can have begun. */
const MAX_COMPOSE_DRAFTS = 100;

/** Keeps new messages that people began, on all their devices. The last writer wins; of files, both. */
@Injectable()
export class ComposeDraftsService {
  constructor(
    private readonly drafts: ComposeDraftsRepository,
    private readonly recipients: DraftRecipients,
    private readonly files: UnsentFiles,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Keeps one and answers what is kept: something newer when this save is overtaken. Throws TooManyDrafts, and for its
   * files what a send would throw.
   */
  async save({ userId, sessionId }: Principal, id: string, dto: SaveComposeDraftDto): Promise<ComposeDraftDto> {
    const { to, separate, body, subject, order } = dto;
    const attachmentIds = idsIn(dto);
    const toIds = [...new Set(to)];
    const text = {
      id,
      toIds,
      separate: separate ?? false,
      body,
      subject: subject || null,
      attachmentIds,
      knownIds: knownIdsIn(dto),
    };
    const writer = { sessionId, order: order ?? null };
    // One with files fails with them.
    const row = attachmentIds.length > 0 ? undefined : await this.drafts.saveAgain(userId, text, writer);
    const { kept, isOvertaken } = row ? { kept: row, isOvertaken: false } : await this.begin(userId, text, writer);
    const { version } = kept;
    if (!isOvertaken) {
      this.events.emit('compose-draft.updated', { userId, id, version, draft: await this.toDraft(userId, kept) });
    }
    return this.toDraft(userId, kept, userId);
  }

  /** Throws one away; nothing happens when there is none. */
  async remove({ userId, sessionId }: Principal, id: string, { order, version }: RemoveDraftQuery): Promise<void> {
    const remover = { sessionId, order: order ?? null, version: version ?? null };
    const change = await this.drafts.remove(userId, id, remover);
    if (!change?.isNews) return;
    this.events.emit('compose-draft.updated', { userId, id, version: change.version, draft: null });
  }

  /** One as it is now; null when there is none. */
  async find(userId: string, id: string): Promise<ComposeDraftDto | null> {
    const row = await this.drafts.find(userId, id);
    return row && !row.gone ? this.toDraft(userId, row) : null;
  }

  private begin(userId: string, text: ComposeDraftText, writer: DraftWriter) {
    return this.work.run(async (tx) => {
      await this.drafts.lockBeginning(tx, userId);
      const row = await this.drafts.begin(tx, userId, text, writer);
      if (!row) return { kept: await this.drafts.get(tx, userId, text.id), isOvertaken: true };
      await this.files.requireFree(tx, userId, text.attachmentIds);
      const isTooMany = (await this.drafts.count(tx, userId)) > MAX_COMPOSE_DRAFTS;
      if (isTooMany) throw new TooManyDrafts(MAX_COMPOSE_DRAFTS);
      return { kept: row, isOvertaken: false };
    });
  }

  private async toDraft(userId: string, row: ComposeDraftRow, reader?: string): Promise<ComposeDraftDto> {
    const { id, separate, body, subject, version, updatedAt } = row;
    const to = recipientsOf(row.toIds, await this.recipients.load(userId, row.toIds));
    const attachments = filesOf(row.attachmentIds, await this.files.shown(userId, row.attachmentIds, reader));
    return { id, to, separate, body, subject, replyToSeq: null, attachments, version, updatedAt };
  }
}
