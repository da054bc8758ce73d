import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import type { UserCard } from '../../users/user-card.js';
import { UserCards } from '../../users/user-cards.js';
import type { SendMessageDto } from '../dto/send-message.dto.js';
import { type MentionCandidate, mentionCandidates } from '../log/mention-values.js';
import type { Draft } from '../log/send-batch.js';
import { MessageNotFound, NotForForwarding } from '../messages.errors.js';
import { MessagesRepository } from '../reading/messages.repository.js';
import { ATTACHMENTS_PART } from '../shape/attachments-part.js';
import type { AttachmentDto, MentionDto } from '../shape/message.dto.js';
import { MessageParts, type MessagePlace, placeKey } from '../shape/message-parts.js';
import type { MessageRow } from '../shape/message-rows.js';
import type { ForwardDto } from './dto/forward.dto.js';
import type { ForwardedDto } from './dto/forwarded.dto.js';
import { type Forwarded, FORWARDED_PART, toForwarded } from './forwarded-part.js';
import { ForwardsRepository } from './forwards.repository.js';

/** What a draft says when it is a copy. */
type Copied = Pick<Draft, 'body' | 'subject' | 'forward' | 'sourceAttachmentIds'>;

/** Copies messages into others, as their reader may read them at that moment, and shows of which they are copies. */
@Injectable()
export class ForwardingService implements OnModuleInit {
  constructor(
    private readonly forwards: ForwardsRepository,
    private readonly messages: MessagesRepository,
    private readonly parts: MessageParts,
    private readonly cards: UserCards,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(FORWARDED_PART, (places) => this.on(places));
    this.parts.onErase(FORWARDED_PART, (tx, places) => this.forwards.erase(tx, places));
  }

  /**
   * What is sent when `dto` forwards this: the text alone, or below what somebody says of it. Throws MessageNotFound for what
   * they may not read, unless it was sent before: then the statement that sends answers with that.
   */
  async copied(
    { userId }: Principal,
    conversationId: string,
    dto: SendMessageDto,
    { conversationId: from, seq }: ForwardDto,
  ): Promise<Copied> {
    const place = { conversationId: from.toLowerCase(), seq };
    const asked = { place, body: dto.body, subject: dto.subject };
    const source = await this.messages.find(place.conversationId, userId, seq);
    if (!source || source.deletedAt) {
      if (!(await this.forwards.wasSent(conversationId, userId, dto.clientId.toLowerCase())))
        throw new MessageNotFound();
      return { body: '', subject: null, forward: { asked, senderId: userId, sentAt: new Date(0), body: null } };
    }
    if (source.kind !== 0) throw new NotForForwarding();
    const { text, ...of } = await this.origin(source);
    const files = await this.filesOf(source, userId);
    return {
      ...(files.length > 0 && { sourceAttachmentIds: files }),
      body: dto.body ?? text,
      subject: dto.subject === undefined ? (source.subject ?? undefined) : dto.subject,
      forward: { asked, ...of, body: dto.body === undefined ? null : text },
    };
  }

  /** Whether all that a message says is the copy, which nobody changes. */
  isCopyAlone(tx: Tx, place: MessagePlace): Promise<boolean> {
    return this.forwards.isCopyAlone(tx, place);
  }

  private async filesOf(source: MessageRow, userId: string): Promise<string[]> {
    const added = (await this.parts.of([source], userId))(source);
    const files = added[ATTACHMENTS_PART.field] as readonly AttachmentDto[] | undefined;
    return (files ?? []).map(({ id }) => id);
  }

  /** A copy of a copy is one of what that is a copy of; what was said above it stays where it was said. */
  private async origin(source: MessageRow): Promise<Omit<Forwarded, 'body'> & { readonly text: string }> {
    const isCopy = (source.parts & FORWARDED_PART.bit) !== 0;
    const of = isCopy ? (await this.forwards.on([source])).get(placeKey(source)) : undefined;
    if (!of) return { senderId: source.senderId, sentAt: source.createdAt, text: source.body };
    return { senderId: of.senderId, sentAt: of.sentAt, text: of.body ?? source.body };
  }

  private async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, ForwardedDto>> {
    const found = await this.forwards.on(places);
    const [cards, named] = await Promise.all([
      this.cards.get([...found.values()].map(({ senderId }) => senderId)),
      // Usernames stay those of who has them.
      this.cards.byUsername([...found.values()].flatMap(({ text }) => mentionCandidates(text).map(({ name }) => name))),
    ]);
    return new Map(
      [...found].map(([key, row]) => [key, toForwarded(row, cards, mentionsIn(mentionCandidates(row.text), named))]),
    );
  }
}

/** Each person once; of the names that one mention may be, the longest that somebody has. */
function mentionsIn(candidates: readonly MentionCandidate[], people: ReadonlyMap<string, UserCard>): MentionDto[] {
  const byMention = Map.groupBy(candidates, ({ nth }) => nth);
  const mentioned = [...byMention.values()].flatMap((names) => {
    const [longest] = names
      .flatMap(({ name }) => people.get(name) ?? [])
      .sort((a, b) => b.username.length - a.username.length);
    return longest ? [[longest.id, longest] as const] : [];
  });
  return [...new Map(mentioned).values()].map(({ id, username, displayName, avatarUrl }) => ({
    userId: id,
    username,
    displayName,
    avatarUrl,
  }));
}
