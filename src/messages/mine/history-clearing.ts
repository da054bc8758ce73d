import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { Principal } from '../../core/security/principal.js';
import { toMyState } from '../conversations/conversation-rows.js';
import { ConversationNotFound } from '../conversations/conversations.errors.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { ConversationLog } from '../log/conversation-log.js';
import type { ClearHistoryDto } from './dto/clear-history.dto.js';
import { HistoryClearingRepository } from './history-clearing.repository.js';

/** Clears the history of a conversation for one person; nobody else sees anything of it but that they have read it. */
@Injectable()
export class HistoryClearing {
  constructor(
    private readonly clearing: HistoryClearingRepository,
    private readonly conversations: ConversationsService,
    private readonly log: ConversationLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /** For good: nothing brings it back. Clearing as far as before, or less, changes nothing. */
  async clear(principal: Principal, conversationId: string, { throughSeq }: ClearHistoryDto): Promise<void> {
    await this.conversations.requireMembership(principal, conversationId);
    const { userId } = principal;
    await this.unitOfWork.run(async (tx) => {
      await this.log.lock(tx, [conversationId]);
      const before = await this.clearing.lock(tx, conversationId, userId);
      if (!before) throw new ConversationNotFound();
      requireWritten(throughSeq, before.lastSeq);
      const row = await this.clearing.clear(tx, conversationId, userId, throughSeq);
      if (!row) return;
      tx.afterCommit(() => {
        this.events.emit('me.updated', { conversationId, userId, me: toMyState(row) });
        if (row.lastReadSeq > before.lastReadSeq)
          this.events.emit('receipt.read', { conversationId, userId, seq: row.lastReadSeq, at: new Date() });
      });
    });
  }
}

function requireWritten(seq: number, lastSeq: number): void {
  if (seq <= lastSeq) return;
  const detail = `The newest message of this conversation is number ${lastSeq}.`;
  throw ValidationFailed.at('/throughSeq', 'too_large', detail);
}
