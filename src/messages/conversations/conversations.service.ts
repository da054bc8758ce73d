import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { UserCards } from '../../users/user-cards.js';
import { type AudienceRow, type ConversationRow, toConversation, toSharedConversation } from './conversation-rows.js';
import { ConversationNotFound, YouBlocked } from './conversations.errors.js';
import { ConversationsRepository } from './conversations.repository.js';
import type { MemberPlace, PeopleTogether } from './people-together.js';
import type { ConversationDto, SharedConversationDto } from './dto/conversation.dto.js';
import type { ListConversationsQueryDto } from './dto/list-conversations.query.dto.js';
import { MessageShape } from '../shape/message-shape.js';
import { searchedWords } from '../../users/name-search.js';
import type { PeopleQuery } from '../../users/dto/list-users.dto.js';
import type { MemberDto } from '../members/dto/member.dto.js';
import { MembersRepository } from '../members/members.repository.js';
import { replyExcerpt } from '../shape/reply-excerpt.js';
import type { SubjectDto } from '../subjects/dto/subject.dto.js';
import { toSubjectState } from '../subjects/subject-state.js';
import type { PageQuery } from '../../core/http/page.js';

/** Reads conversations as one person sees them. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly membership: MembersRepository,
    private readonly cards: UserCards,
    private readonly shape: MessageShape,
  ) {}

  /** Newest activity first; the pinned ones come whole before the first page. */
  async list(principal: Principal, query: ListConversationsQueryDto): Promise<Page<ConversationDto>> {
    const after = query.cursor === undefined ? undefined : decodePosition(query.cursor);
    const [pinned, rows] = await Promise.all([
      after ? [] : this.conversations.pinned(principal.userId, query.filter),
      this.conversations.page(principal.userId, query.filter, query.limit, after),
    ]);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: await this.describe(principal.userId, [...pinned, ...page]),
      nextCursor: last ? encodeCursor([last.movedAt.toISOString(), last.id]) : null,
    };
  }

  /** One conversation of mine; throws ConversationNotFound when it is hidden from me or absent. */
  async get(principal: Principal, id: string): Promise<ConversationDto> {
    const [conversation] = await this.describe(
      principal.userId,
      await this.conversations.byIds(principal.userId, [id]),
    );
    if (!conversation) throw new ConversationNotFound();
    return conversation;
  }

  /** Those of these that are mine, by id. */
  async several(principal: Principal, ids: readonly string[]): Promise<ReadonlyMap<string, ConversationDto>> {
    const conversations = await this.describe(principal.userId, await this.conversations.byIds(principal.userId, ids));
    return new Map(conversations.map((conversation) => [conversation.id, conversation]));
  }

  /** What everybody in it sees. */
  async shared(id: string): Promise<SharedConversationDto> {
    return (await this.told(id)).shared;
  }

  /** The same for events, and who is not to hear of it: somebody whom they block began it. */
  async told(id: string): Promise<{ shared: SharedConversationDto; notFor: readonly string[] }> {
    const row = await this.conversations.shared(id);
    if (!row) throw new ConversationNotFound();
    return { shared: toSharedConversation(row, await this.cards.get(row.memberIds)), notFor: row.concealedFrom };
  }

  /** Everybody who may read it now, with the version of that list; undefined when there is no such conversation. */
  audience(id: string): Promise<AudienceRow | undefined> {
    return this.conversations.audience(id);
  }

  /** With whom each of these people talked last in direct conversations, the newest first. */
  async newestPartners(userIds: readonly string[], limit: number): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.conversations.newestPartners(userIds, limit);
    return new Map(rows.map(({ userId, partnerIds }) => [userId, partnerIds]));
  }

  /** A page of those who share a conversation with a person, who may be met again on the next. */
  peopleTogetherWith(userId: string, limit: number, after?: MemberPlace): Promise<PeopleTogether> {
    return this.conversations.peopleTogetherWith(userId, limit, after);
  }

  /** In the order of their accounts, or those of them whose names have all words of the search. */
  async members(principal: Principal, id: string, query: PeopleQuery): Promise<Page<MemberDto>> {
    const after = query.cursor === undefined ? undefined : String(decodeCursor(query.cursor, ['uuid'])[0]);
    await this.requireMembership(principal, id);
    const rows = await this.conversations.members(id, principal.userId, query.limit, {
      afterUserId: after,
      words: searchedWords(query.search),
    });
    const page = rows.slice(0, query.limit);
    const cards = await this.cards.get(page.map((row) => row.userId));
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ userId, role, joinedAt, lastReadSeq, lastDeliveredSeq }) => {
        const card = cards.get(userId);
        if (!card) throw new Error(`The member ${userId} has no account.`);
        return { user: UserCardDto.from(card), role, joinedAt, lastReadSeq, lastDeliveredSeq, isActive: card.isActive };
      }),
      nextCursor: last ? encodeCursor([last.userId]) : null,
    };
  }

  /** Most recently used first. */
  async subjects(principal: Principal, id: string, query: PageQuery): Promise<Page<SubjectDto>> {
    const below = query.cursor === undefined ? undefined : Number(decodeCursor(query.cursor, ['integer'])[0]);
    await this.requireMembership(principal, id);
    const rows = await this.conversations.subjects(id, principal.userId, query.limit, below);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.flatMap((row) =>
        row.lastMessageAt
          ? [
              {
                ...toSubjectState({ ...row, mergedInto: null }),
                messageCount: row.messageCount,
                lastMessageAt: row.lastMessageAt,
                lastLine: replyExcerpt(row.lastSource ?? ''),
              },
            ]
          : [],
      ),
      nextCursor: last ? encodeCursor([last.lastSeq]) : null,
    };
  }

  /** Throws ConversationNotFound unless the person is in it. */
  async requireMembership(principal: Principal, id: string): Promise<void> {
    if (!(await this.conversations.isMember(id, principal.userId))) throw new ConversationNotFound();
  }

  /** The same for what is kept of it: until the transaction ends nobody takes them out, and nobody deletes the group. */
  async holdMembership(tx: Tx, userId: string, id: string): Promise<void> {
    if (!(await this.membership.hold(tx, id, userId))) throw new ConversationNotFound();
  }

  /** Whether a message of that number is there for this person, as a send judges it; throws ConversationNotFound. */
  async canAnswer(principal: Principal, id: string, seq: number): Promise<boolean> {
    const isThere = await this.conversations.hasMessage(id, principal.userId, seq);
    if (isThere === undefined) throw new ConversationNotFound();
    return isThere;
  }

  /** Throws YouBlocked where this person blocks the other one of a direct conversation. */
  async requireUnblocked(principal: Principal, id: string): Promise<void> {
    if (await this.conversations.isWithBlocked(id, principal.userId)) throw new YouBlocked();
  }

  private async describe(reader: string, rows: readonly ConversationRow[]): Promise<ConversationDto[]> {
    const messages = rows.flatMap(({ lastMessage }) => lastMessage ?? []);
    const members = rows.flatMap(({ memberIds }) => memberIds);
    const shown = await this.shape.prepare(messages, reader, members);
    return rows.map((row) => toConversation(row, shown));
  }
}

function decodePosition(cursor: string) {
  const [lastMessageAt, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { lastMessageAt: String(lastMessageAt), id: String(id) };
}
