import { Injectable } from '@nestjs/common';
import { PermissionDenied } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import { MessagesService } from '../../messages/messages.service.js';
import { cardIn } from '../../messages/shape/people.js';
import { UserCards } from '../../users/user-cards.js';
import type { MessageTraceDto, TracedDeliveryDto } from '../dto/trace.dto.js';
import { type TraceRow, TraceRepository } from './trace.repository.js';

/** In larger conversations only those are named of whom something is on record. */
const NAMED_RECIPIENTS = 20;
const MOST_ITEMS = 200;
/** So long it may take until it was decided whether somebody is told. */
const DECIDED_WITHIN_MS = 30_000;

type Judged = Pick<TracedDeliveryDto, 'channel' | 'state' | 'reason' | 'answer' | 'at'>;

/**
 * What became of the notifications of a message, for its author. Why somebody did not want to be told is theirs: a mute, a level, a
 * pause, quiet hours and a block look alike, and that they had read it is said where receipts say it.
 */
@Injectable()
export class MessageTrace {
  constructor(
    private readonly messages: MessagesService,
    private readonly trace: TraceRepository,
    private readonly cards: UserCards,
  ) {}

  /** Throws ConversationNotFound or MessageNotFound like the message itself, and PermissionDenied for what others wrote. */
  async of(principal: Principal, conversationId: string, seq: number): Promise<MessageTraceDto> {
    const message = await this.messages.visible(principal, conversationId, seq);
    if (message.sender.id !== principal.userId) {
      throw new PermissionDenied('Only the one who wrote a message sees who was notified of it.');
    }
    const counts = await this.trace.counts(conversationId, seq, principal.userId);
    const isWhole = counts.recipients <= NAMED_RECIPIENTS;
    const asked = { conversationId, seq, authorId: principal.userId };
    const rows = await this.trace.ofMessage(asked, { isWhole, limit: MOST_ITEMS });
    const cards = await this.cards.get(rows.map(({ userId }) => userId));
    return {
      items: rows.map((row) => ({ user: cardIn(cards, row.userId), ...judged(row, new Date(message.createdAt)) })),
      counts,
    };
  }
}

function judged({ channel, state, reason, answer, at, hasRead, isReachable }: TraceRow, sentAt: Date): Judged {
  const whyNot = hasRead ? 'read' : isReachable ? 'not_wanted' : 'not_reachable';
  if (channel === null || state === null || at === null) {
    const isOpen = !hasRead && isReachable && Date.now() - sentAt.getTime() < DECIDED_WITHIN_MS;
    const outcome = isOpen
      ? { state: 'waiting' as const, reason: null }
      : { state: 'skipped' as const, reason: whyNot };
    return { channel: 'none', ...outcome, answer: null, at: sentAt };
  }
  if (state === 'skipped') return { channel, state, reason: whyNot, answer: null, at };
  return { channel, state, reason, answer, at };
}
