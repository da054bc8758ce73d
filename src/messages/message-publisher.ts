import { Injectable } from '@nestjs/common';
import { cardIn } from '../conversations/people.js';
import type { MessageDto, ReplyPreviewDto } from '../conversations/dto/message.dto.js';
import { replyExcerpt } from '../conversations/reply-excerpt.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Metrics } from '../core/metrics/metrics.js';
import type { UserCard } from '../users/user-card.js';
import { UserCards } from '../users/user-cards.js';
import type { JudgedDraft } from './appended-message.js';
import { MessagesRepository, type ReplyRow } from './messages.repository.js';
import { SendOutcome } from './send-batch.js';

/** Tells of committed messages, in the order of their revs: first to the event's listeners, then to the sender. */
@Injectable()
export class MessagePublisher {
  constructor(
    private readonly cards: UserCards,
    private readonly messages: MessagesRepository,
    private readonly events: DomainEvents,
    private readonly metrics: Metrics,
  ) {}

  /** Never rejects: what was committed stays sent, so a failure to describe it is handed to those who wait. */
  async publish(batch: readonly JudgedDraft[]): Promise<void> {
    const sent = batch.filter(({ result }) => result.outcome === SendOutcome.Sent);
    this.metrics.messages.inc(sent.length);
    try {
      const replies = await this.repliesOf(sent);
      const people = [
        ...sent.map(({ draft }) => draft.senderId),
        ...[...replies.values()].map((reply) => reply.senderId),
      ];
      const cards = await this.cards.get(people);
      for (const judged of batch) this.tell(judged, cards, replies);
    } catch (error) {
      for (const judged of batch) judged.reject(error);
    }
  }

  private tell(
    judged: JudgedDraft,
    cards: ReadonlyMap<string, UserCard>,
    replies: ReadonlyMap<string, ReplyRow>,
  ): void {
    const { draft, origin, result, resolve } = judged;
    if (result.outcome !== SendOutcome.Sent) return resolve({ result, message: undefined });
    const message = describe(judged, cards, replies);
    const { conversationId } = draft;
    const { rev, membersRev } = result;
    this.events.emit('message.created', { conversationId, rev, membersRev, message, ...(origin && { origin }) });
    resolve({ result, message });
  }

  private async repliesOf(sent: readonly JudgedDraft[]): Promise<ReadonlyMap<string, ReplyRow>> {
    const wanted = sent.flatMap(({ draft: { conversationId, replyToSeq } }) =>
      replyToSeq === undefined ? [] : [{ conversationId, seq: replyToSeq }],
    );
    if (wanted.length === 0) return new Map();
    const rows = await this.messages.replies(wanted);
    return new Map(rows.map((row) => [place(row.conversationId, row.seq), row]));
  }
}

function describe(
  { draft, result }: JudgedDraft,
  cards: ReadonlyMap<string, UserCard>,
  replies: ReadonlyMap<string, ReplyRow>,
): MessageDto {
  const reply = draft.replyToSeq === undefined ? undefined : replies.get(place(draft.conversationId, draft.replyToSeq));
  return {
    conversationId: draft.conversationId,
    seq: result.seq,
    rev: result.rev,
    kind: 'user',
    clientId: draft.clientId,
    sender: cardIn(cards, draft.senderId),
    subject: result.subject,
    body: draft.body,
    ...(reply && { replyTo: preview(reply, cards) }),
    attachments: [],
    reactions: [],
    createdAt: result.at,
    editedAt: null,
    deletedAt: null,
  };
}

function preview(reply: ReplyRow, cards: ReadonlyMap<string, UserCard>): ReplyPreviewDto {
  return {
    seq: reply.seq,
    sender: cardIn(cards, reply.senderId),
    excerpt: reply.deleted ? null : replyExcerpt(reply.source),
    deleted: reply.deleted,
  };
}

function place(conversationId: string, seq: number): string {
  return `${conversationId}/${seq}`;
}
