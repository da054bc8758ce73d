import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { InThePast } from '../core/errors/request-problems.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Jobs } from '../core/jobs/jobs.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { MessageDeleted } from '../messages/messages.errors.js';
import { MessagesService } from '../messages/messages.service.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { SavingDto } from './dto/saved.dto.js';
import { RemindOfSaved } from './remind-of-saved.js';
import { NotForSaving } from './saved.errors.js';
import './saved.events.js';
import { SavedRepository, type SavedRow } from './saved.repository.js';

/** People save messages that they may read, each for themselves. Nobody else hears of it. */
@Injectable()
export class SavedService {
  constructor(
    private readonly saved: SavedRepository,
    private readonly messages: MessagesService,
    private readonly conversations: ConversationsService,
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /** With the time to be reminded, or none; what was saved before gets this one. Throws InThePast and what says why not. */
  async save(principal: Principal, { conversationId, seq }: MessagePlace, time: string | null): Promise<void> {
    const { kind, deletedAt } = await this.messages.visible(principal, conversationId, seq);
    if (deletedAt !== null) throw new MessageDeleted();
    if (kind !== 'user') throw new NotForSaving();
    const place = { userId: principal.userId, conversationId, seq };
    const remindAt = time && new Date(time).toISOString();
    await this.work.run(async (tx) => {
      // What is kept of a group that is gone would outlive all that was erased with it.
      await this.conversations.holdMembership(tx, principal.userId, conversationId);
      if (remindAt && (await this.saved.isPast(tx, remindAt))) throw new InThePast('/remindAt');
      const row = await this.saved.save(tx, place, remindAt);
      if (!row) return;
      if (remindAt) {
        await this.jobs.enqueue(tx, RemindOfSaved, { ...place, remindAt }, { startAfter: new Date(remindAt) });
      }
      tx.afterCommit(() => this.events.emit('saved.updated', { ...place, saved: toSaving(row) }));
    });
  }

  /** Once is enough, and what was saved can always be removed; throws MessageNotFound for what neither was nor can be read. */
  async remove(principal: Principal, { conversationId, seq }: MessagePlace): Promise<void> {
    const place = { userId: principal.userId, conversationId, seq };
    const wasSaved = await this.work.run(async (tx) => {
      const isRemoved = await this.saved.remove(tx, place);
      if (isRemoved) tx.afterCommit(() => this.events.emit('saved.updated', { ...place, saved: null }));
      return isRemoved;
    });
    if (!wasSaved) await this.messages.visible(principal, conversationId, seq);
  }
}

export function toSaving({ savedAt, remindAt }: SavedRow): SavingDto {
  return { savedAt: savedAt.toISOString(), remindAt: remindAt?.toISOString() ?? null };
}
