import { Injectable } from '@nestjs/common';
import { ConversationNotFound } from '../conversations/conversations.errors.js';
import type { SharedConversationDto } from '../conversations/dto/conversation.dto.js';
import type { MessageDto } from '../shape/message.dto.js';
import { type OnlyForAuthor, onlyForAuthor } from '../shape/hidden-parts.js';
import type { MessageRow } from '../shape/message-rows.js';
import { MessageShape } from '../shape/message-shape.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { subjectKey } from '../conversations/subject-key.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import type { ChangesDto, ChangesQueryDto, HistoryPageDto, HistoryQueryDto } from './dto/history.dto.js';
import { MAX_CATCH_UP } from '../message-limits.js';
import { type HistoryRows, type KnownRev, MessagesRepository, type PageRows } from './messages.repository.js';
import { SharedChanges } from './shared-changes.js';
import type { SubjectStateDto } from '../subjects/dto/subject.dto.js';
import { toSubjectState } from '../subjects/subject-state.js';
import { type ChangedSubjectRow, SubjectsRepository } from '../subjects/subjects.repository.js';

/** A node that missed more than this leaves the rest to its clients. */
const MAX_FILLED = 500;

/** What others wrote in one conversation, for those who listen here. */
export interface Moved {
  readonly messages: readonly {
    readonly message: MessageDto;
    readonly isNew: boolean;
    readonly onlyForAuthor?: OnlyForAuthor;
  }[];
  /** Present when it is new, or its name, description or members changed. */
  readonly conversation?: SharedConversationDto;
  /** Who is not to hear that there is such a conversation. */
  readonly notFor: readonly string[];
  /** What was renamed, resolved or merged; for those who see a message of it. */
  readonly subjects: readonly {
    readonly subject: SubjectStateDto;
    readonly rev: number;
    readonly newestSeq: number;
    /** From whom a block hides all that has it. */
    readonly notFor: readonly string[];
  }[];
  /** The rev it took, as far as it is told. */
  readonly metaRev: number;
  /** The version of the list of members that all of it was read with. */
  readonly membersRev: number;
}

/** Reads the history in pages, and what changed since. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly repository: MessagesRepository,
    private readonly shared: SharedChanges,
    private readonly subjects: SubjectsRepository,
    private readonly shape: MessageShape,
    private readonly conversations: ConversationsService,
    private readonly events: DomainEvents,
  ) {}

  /** A part of the history, ascending by seq. `lastRev` is never newer than the items. */
  async page(principal: Principal, conversationId: string, query: HistoryQueryDto): Promise<HistoryPageDto> {
    requireOneDirection(query);
    const part = await this.partOf(principal.userId, conversationId, query);
    const { rows, hasBefore, hasAfter, nextBefore, nextAfter, lastSeq, lastRev } = part;
    return {
      items: await this.serve(principal, rows),
      hasBefore,
      hasAfter,
      ...(nextBefore !== undefined && { nextBefore }),
      ...(nextAfter !== undefined && { nextAfter }),
      lastSeq,
      lastRev,
    };
  }

  /** What changed after a rev, in rev order and as it now is. */
  async changes(principal: Principal, conversationId: string, query: ChangesQueryDto): Promise<ChangesDto> {
    const known = { conversationId, rev: query.afterRev };
    const found = (await this.changesOf(principal, [known], query.limit)).get(conversationId);
    if (!found) throw new ConversationNotFound();
    const { metaRev, ...changes } = found;
    const isToldOf = !changes.reset && metaRev > query.afterRev;
    return { ...changes, ...(isToldOf && { conversation: await this.conversations.shared(conversationId) }) };
  }

  /** The same of several conversations; those that are not this person's are absent. At most `limit` of each. */
  async changesOf(
    principal: Principal,
    known: readonly KnownRev[],
    limit: number,
  ): Promise<ReadonlyMap<string, ChangesDto & { metaRev: number }>> {
    const found = await this.changedRows(principal.userId, known, limit + 1);
    const rows = [...found.values()].flatMap((part) => part.rows.slice(0, limit));
    const [served, subjects] = await Promise.all([
      this.serve(principal, rows),
      this.changedSubjects(principal.userId, known, found, limit + 1),
    ]);
    const messages = Map.groupBy(served, (message) => message.conversationId);
    return new Map(
      known.flatMap(({ conversationId, rev }): [string, ChangesDto & { metaRev: number }][] => {
        const part = found.get(conversationId);
        if (!part) return [];
        const { lastRev, metaRev } = part;
        if (!canCatchUp({ afterRev: rev, upToRev: lastRev })) {
          return [[conversationId, { items: [], lastRev, metaRev, hasMore: false, reset: true }]];
        }
        const own = subjects.get(conversationId) ?? [];
        const upTo = Math.min(lastRev, endOf(part.rows, limit), endOf(own, limit));
        const isTold = (one: { readonly rev: number }) => one.rev <= upTo;
        const changed = own.filter(isTold).map(toSubjectState);
        const changes = {
          items: (messages.get(conversationId) ?? []).filter(isTold),
          ...(changed.length > 0 && { subjects: changed }),
          lastRev: upTo,
          metaRev,
          hasMore: upTo < lastRev,
        };
        return [[conversationId, changes]];
      }),
    );
  }

  /**
   * What happened after one rev and up to another, for the sockets of everybody in the conversation; undefined when there
   * is no such conversation. At most MAX_FILLED messages: clients that miss more notice the gap themselves.
   */
  async moved(conversationId: string, afterRev: number, upToRev: number): Promise<Moved | undefined> {
    const span = { conversationId, afterRev, upToRev };
    const found = (await this.repository.changesForAll([span], MAX_FILLED)).get(conversationId);
    if (!found) return undefined;
    const { rows, membersRev, subjectsRev } = found;
    // A change that took a later rev is told with that one: told earlier, it would hide from clients what else took it.
    const isLater = found.metaRev > upToRev;
    const isTold = afterRev <= 0 || (found.metaRev > afterRev && !isLater);
    const metaRev = isLater ? upToRev : found.metaRev;
    const [messages, conversation, subjects] = await Promise.all([
      this.shape.all(rows, undefined),
      isTold ? this.conversations.told(conversationId) : undefined,
      subjectsRev > afterRev ? this.subjects.changed(undefined, [span], MAX_FILLED) : undefined,
    ]);
    return {
      messages: messages.map((message, n) => {
        const row = rows[n];
        return { message, isNew: row?.changed === false, ...(row && onlyForAuthor(row)) };
      }),
      ...(conversation && { conversation: conversation.shared }),
      notFor: conversation?.notFor ?? [],
      subjects: (subjects?.get(conversationId) ?? []).map(({ rev, newestSeq, notFor, ...row }) => {
        return { subject: toSubjectState(row), rev, newestSeq, notFor };
      }),
      metaRev,
      membersRev,
    };
  }

  /** Read for this person; or once for all who missed the same, where nothing is hidden from them. */
  private async changedRows(
    userId: string,
    known: readonly KnownRev[],
    limit: number,
  ): Promise<ReadonlyMap<string, ChangedRows>> {
    const own = known.filter(({ standing }) => !standing);
    const shared = known.flatMap(({ conversationId, rev, standing }) =>
      standing ? [{ conversationId, afterRev: rev, upToRev: standing.lastRev, ...standing }] : [],
    );
    const [changes, rows] = await Promise.all([
      own.length > 0 ? this.repository.changes(userId, own, limit) : new Map<string, ChangedRows>(),
      this.shared.rows(shared.filter(canCatchUp), limit),
    ]);
    return new Map([
      ...changes,
      ...shared.map(({ conversationId, lastRev, metaRev, subjectsRev }) => {
        return [conversationId, { lastRev, metaRev, subjectsRev, rows: rows.get(conversationId) ?? [] }] as const;
      }),
    ]);
  }

  /** A question only where a subject changed since. */
  private async changedSubjects(
    userId: string,
    known: readonly KnownRev[],
    found: ReadonlyMap<string, ChangedRows>,
    limit: number,
  ): Promise<ReadonlyMap<string, ChangedSubjectRow[]>> {
    const spans = known.flatMap(({ conversationId, rev }) => {
      const part = found.get(conversationId);
      return part && part.subjectsRev > rev ? [{ conversationId, afterRev: rev, upToRev: part.lastRev }] : [];
    });
    const near = spans.filter(canCatchUp);
    return near.length > 0 ? this.subjects.changed(userId, near, limit) : new Map<string, never>();
  }

  private async serve({ userId }: Principal, rows: readonly MessageRow[]): Promise<MessageDto[]> {
    const messages = await this.shape.all(rows, userId);
    this.events.emit('messages.served', { userId, messages });
    return messages;
  }

  private async partOf(userId: string, conversationId: string, query: HistoryQueryDto): Promise<HistoryPart> {
    const { limit } = query;
    const key = query.subject === undefined ? undefined : subjectKey(query.subject);
    const read = async (direction: 'before' | 'after', seq: number, count: number) => {
      const found = await this.repository.page(conversationId, userId, { direction, seq, limit: count, key });
      if (!found) throw new ConversationNotFound();
      return found;
    };
    const isThere = async (direction: 'before' | 'after', seq: number) => {
      const { rows, reached } = await read(direction, seq, 1);
      return rows.length > 0 || reached !== undefined;
    };
    if (query.around !== undefined) {
      const half = Math.floor(limit / 2);
      const older = await read('before', query.around + 1, limit - half + 1);
      const newer = await read('after', query.around, half + 1);
      const before = endingBefore(older, limit - half);
      const after = endingAfter(newer, half);
      return { ...older, ...before, ...after, rows: [...before.rows, ...after.rows] };
    }
    if (query.after !== undefined) {
      const found = await read('after', query.after, limit + 1);
      const hasBefore = query.after > 0 && (await isThere('before', query.after + 1));
      return { ...found, ...endingAfter(found, limit), hasBefore };
    }
    const found = await read('before', query.before ?? Number.MAX_SAFE_INTEGER, limit + 1);
    const hasAfter = query.before !== undefined && (await isThere('after', query.before - 1));
    return { ...found, ...endingBefore(found, limit), hasAfter };
  }
}

interface HistoryPart extends HistoryRows {
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly nextBefore?: number | undefined;
  readonly nextAfter?: number | undefined;
}

interface ChangedRows {
  readonly lastRev: number;
  readonly metaRev: number;
  readonly subjectsRev: number;
  readonly rows: readonly MessageRow[];
}

function canCatchUp({ afterRev, upToRev }: { afterRev: number; upToRev: number }): boolean {
  return upToRev >= afterRev && upToRev - afterRev <= MAX_CATCH_UP;
}

/** How far a list that was read with one row more than its limit tells all there is. */
function endOf(rows: readonly { readonly rev: number }[], limit: number): number {
  return rows.length > limit ? (rows[limit - 1]?.rev ?? Infinity) : Infinity;
}

/** A page that was read with one row more than it has. */
function endingBefore({ rows, reached }: PageRows, limit: number) {
  return { rows: rows.slice(-limit), hasBefore: rows.length > limit || reached !== undefined, nextBefore: reached };
}

function endingAfter({ rows, reached }: PageRows, limit: number) {
  return { rows: rows.slice(0, limit), hasAfter: rows.length > limit || reached !== undefined, nextAfter: reached };
}

function requireOneDirection({ before, after, around }: HistoryQueryDto): void {
  const given = Object.entries({ before, after, around }).filter(([, seq]) => seq !== undefined);
  if (given.length > 1) {
    const detail = 'Give one of before, after and around.';
    throw new ValidationFailed(given.map(([name]) => ({ pointer: `/${name}`, code: 'conflicting', detail })));
  }
}
