import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { type ConversationMove, Outbox } from '../../core/outbox/outbox.js';
import type { ChangeCause } from '../shape/change-cause.js';
import type { SystemEventDto, SystemEventName } from '../shape/message.dto.js';
import { ConversationLogRepository } from './conversation-log.repository.js';

/** What changes who may read. */
const MEMBERSHIP_EVENTS: ReadonlySet<SystemEventName> = new Set([
  'group_created',
  'members_added',
  'member_removed',
  'member_left',
]);

/**
 * What happened in a conversation. `begun`: it was made, without a line of its own. `line`: a line that everybody sees,
 * which is the first one where it `begins` the conversation. `message`: a message is shown otherwise than before, as when
 * a `part` of a feature came to it or changed, or is not there any more; the `cause` is told with it. `messages`: several
 * are, each at a rev of its own, in their order. `subject`: it is called otherwise, settled, or part of another.
 */
export type LogEntry =
  | { readonly kind: 'begun' }
  | { readonly kind: 'line'; readonly event: SystemEventDto; readonly begins?: boolean }
  | {
      readonly kind: 'message';
      readonly seq: number;
      readonly part?: { readonly bit: number; readonly isThere: boolean };
      readonly cause?: ChangeCause;
    }
  | { readonly kind: 'messages'; readonly seqs: readonly number[] }
  | { readonly kind: 'subject'; readonly subjectId: string };

/**
 * The one way into a conversation's order beside sending (send-batch.sql): its lock, the next rev, the row of the outbox
 * that makes sure that everybody hears of it, and the event after the commit, on which they hear it at once. A transaction
 * that changes several conversations locks all of them first.
 */
@Injectable()
export class ConversationLog {
  constructor(
    private readonly repository: ConversationLogRepository,
    private readonly outbox: Outbox,
    private readonly events: DomainEvents,
  ) {}

  /** Nothing else takes a place in them until the transaction ends. What is read after it sees what was committed before. */
  lock(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    return this.repository.lock(tx, conversationIds);
  }

  /**
   * Tells everybody in a conversation of what this transaction did, once it is committed; what they are told is read then.
   * As late in the transaction as can be: others who write there wait from here on at the latest.
   */
  async append(tx: Tx, conversationId: string, entry: LogEntry): Promise<void> {
    const move = await this.place(tx, conversationId, entry);
    await this.outbox.note(tx, move);
    const cause = entry.kind === 'message' ? entry.cause : undefined;
    tx.afterCommit(() => this.events.emit('conversation.changed', { ...move, ...(cause && { cause }) }));
  }

  /** For a change of a message whose content takes the rev in its own statement, and of which its own event tells. */
  async nextRev(tx: Tx, conversationId: string): Promise<number> {
    const { rev, membersRev } = await this.repository.takeRev(tx, conversationId);
    await this.outbox.note(tx, { conversationId, firstRev: rev, lastRev: rev, membersRev });
    return rev;
  }

  private async place(tx: Tx, conversationId: string, entry: LogEntry): Promise<ConversationMove> {
    switch (entry.kind) {
      case 'begun':
        return { conversationId, firstRev: 0, lastRev: 0, membersRev: 0 };
      case 'line': {
        const { event, begins = false } = entry;
        const changesMembers = MEMBERSHIP_EVENTS.has(event.event);
        const { rev, membersRev } = await this.repository.addLine(tx, conversationId, event, changesMembers);
        // Not from its first rev but from before it: that is how others know that the conversation is new.
        return { conversationId, firstRev: begins ? 0 : rev, lastRev: rev, membersRev };
      }
      case 'message': {
        const { rev, membersRev } = await this.repository.takeRev(tx, conversationId);
        await this.repository.moveMessage(tx, conversationId, entry.seq, rev, entry.part);
        return { conversationId, firstRev: rev, lastRev: rev, membersRev };
      }
      case 'messages': {
        const { rev, membersRev } = await this.repository.moveMessages(tx, conversationId, entry.seqs);
        return { conversationId, firstRev: rev - entry.seqs.length + 1, lastRev: rev, membersRev };
      }
      case 'subject': {
        const { rev, membersRev } = await this.repository.moveSubject(tx, conversationId, entry.subjectId);
        return { conversationId, firstRev: rev, lastRev: rev, membersRev };
      }
    }
  }
}
