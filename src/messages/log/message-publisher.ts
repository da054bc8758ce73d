import { Injectable, Logger } from '@nestjs/common';
import { type AddedFields, type MessagePlace, MessageParts } from '../shape/message-parts.js';
import { HIDDEN_BY_BLOCK, onlyForAuthor } from '../shape/hidden-parts.js';
import { type MessageRow, quotesNaming, toMessage } from '../shape/message-rows.js';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { Metrics } from '../../core/metrics/metrics.js';
import type { UserCard } from '../../users/user-card.js';
import { UserCards } from '../../users/user-cards.js';
import { MessagesRepository, type ReplyRow } from '../reading/messages.repository.js';
import './messages.series.js';
import { type QueuedSend, SendOutcome } from './send-batch.js';

type JudgedSend = Required<QueuedSend>;

/** How long is tried to describe a message that is committed, before its sender is told to ask again. */
const LONGEST_TRY_MS = 20_000;
const WAIT_MS = 250;

/** Tells of committed messages, in the order of their revs: first to the event's listeners, then to the sender. */
@Injectable()
export class MessagePublisher {
  private readonly logger = new Logger(MessagePublisher.name);

  constructor(
    private readonly cards: UserCards,
    private readonly messages: MessagesRepository,
    private readonly events: DomainEvents,
    private readonly metrics: Metrics,
    private readonly parts: MessageParts,
  ) {}

  /**
   * Never rejects. What was committed stays sent: when it cannot be described now, that is tried again without keeping
   * what comes behind it, and everybody who listens is told by the outbox meanwhile (docs/realtime.md).
   */
  async publish(batch: readonly JudgedSend[]): Promise<void> {
    const sent = batch.filter(({ result }) => result.outcome === SendOutcome.Sent);
    for (const { result, resolve } of batch) {
      if (result.outcome !== SendOutcome.Sent) resolve(result);
    }
    if (sent.length === 0) return;
    this.metrics.messages.inc(sent.length);
    try {
      await this.tellAll(sent);
    } catch (error) {
      this.logger.error({ err: error, messages: sent.length });
      void this.tellLater(sent);
    }
  }

  private async tellLater(sent: readonly JudgedSend[]): Promise<void> {
    const until = performance.now() + LONGEST_TRY_MS;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      try {
        return await this.tellAll(sent);
      } catch {
        // Logged when it began.
        if (performance.now() < until) continue;
        for (const { reject } of sent) reject(new ServiceUnavailable());
        return;
      }
    }
  }

  private async tellAll(sent: readonly JudgedSend[]): Promise<void> {
    const replies = await this.repliesOf(sent);
    const people = [
      ...sent.map(({ draft }) => draft.senderId),
      ...[...replies.values()].map((reply) => reply.senderId),
    ];
    const rows = sent.map((judged) => rowOf(judged, replyOf(judged, replies)));
    const cards = await this.cards.get(people);
    const added = await this.parts.of([...rows, ...quotesNaming(rows)], undefined);
    sent.forEach((judged, index) => this.tell(judged, rows[index] as MessageRow, cards, added));
  }

  private tell(
    { draft, result, resolve }: JudgedSend,
    row: MessageRow,
    cards: ReadonlyMap<string, UserCard>,
    added: (place: MessagePlace) => AddedFields,
  ): void {
    const { conversationId, origin } = draft;
    const message = toMessage(row, cards, added);
    const { rev, membersRev } = result;
    const change = { conversationId, rev, membersRev, message, ...onlyForAuthor(row) };
    this.events.emit('message.created', { ...change, ...(origin && { origin }) });
    resolve({ ...result, message });
  }

  private async repliesOf(sent: readonly JudgedSend[]): Promise<ReadonlyMap<string, ReplyRow>> {
    const wanted = sent.flatMap(({ draft: { conversationId, replyToSeq } }) =>
      replyToSeq === undefined ? [] : [{ conversationId, seq: replyToSeq }],
    );
    if (wanted.length === 0) return new Map();
    const rows = await this.messages.replies(wanted);
    return new Map(rows.map((row) => [place(row.conversationId, row.seq), row]));
  }
}

function replyOf({ draft }: JudgedSend, replies: ReadonlyMap<string, ReplyRow>): ReplyRow | undefined {
  const { conversationId, replyToSeq } = draft;
  return replyToSeq === undefined ? undefined : replies.get(place(conversationId, replyToSeq));
}

/** What was sent, as it would be read. */
function rowOf({ draft, result }: JudgedSend, reply: ReplyRow | undefined): MessageRow {
  return {
    conversationId: draft.conversationId,
    seq: result.seq,
    rev: result.rev,
    kind: 0,
    senderId: draft.senderId,
    clientId: draft.clientId,
    subject: result.subject,
    subjectId: result.subjectId,
    body: draft.body,
    replyToSeq: draft.replyToSeq ?? null,
    replySenderId: reply?.senderId ?? null,
    replySource: reply?.source ?? null,
    replyDeleted: reply?.deleted ?? false,
    replyParts: reply?.parts ?? 0,
    replyHidden: ((reply?.parts ?? 0) & HIDDEN_BY_BLOCK) !== 0,
    extra: null,
    createdAt: result.at,
    editedAt: null,
    deletedAt: null,
    changed: false,
    parts: result.parts,
  };
}

function place(conversationId: string, seq: number): string {
  return `${conversationId}/${seq}`;
}
