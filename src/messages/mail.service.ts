import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { UserCards } from '../users/user-cards.js';
import type { MailDto, SentMailDto, TrashedMailDto } from './dto/mail.dto.js';
import { type MailRow, peopleInMail, toMail } from './mail-rows.js';
import { type MailBox, type MailPosition, MailRepository } from './mail.repository.js';
import { TRASH_DAYS } from './message-limits.js';

/** How many conversations one step of the walk through the inbox looks into. */
const BOXES_PER_STEP = 64;
/** How many messages of each conversation a first look takes. */
const FIRST_LOOK = 6;
const DAY_MS = 86_400_000;

/** Messages across conversations, as mail shows them: inbox, sent and trash. */
@Injectable()
export class MailService {
  constructor(
    private readonly mail: MailRepository,
    private readonly cards: UserCards,
    private readonly events: DomainEvents,
  ) {}

  /** What other people wrote to me, newest first. */
  async inbox(principal: Principal, query: PageQuery): Promise<Page<MailDto>> {
    const rows = await this.walkInbox(principal.userId, query.limit + 1, positionOf(query));
    const page = await this.page(rows, query.limit, (row) => row.createdAt, toMail);
    this.events.emit('messages.served', { userId: principal.userId, messages: page.items });
    return page;
  }

  /** What I wrote, newest first, with how many it reached. */
  async sent(principal: Principal, query: PageQuery): Promise<Page<SentMailDto>> {
    const rows = await this.mail.sent(principal.userId, query.limit + 1, positionOf(query));
    return this.page(
      rows,
      query.limit,
      (row) => row.createdAt,
      (row, cards) => ({
        ...toMail(row, cards),
        recipients: upToHundred(row.recipients),
        deliveredTo: upToHundred(row.deliveredTo ?? row.readBy),
        readBy: upToHundred(row.readBy),
      }),
    );
  }

  /** What I deleted for myself in the last 30 days, most recently deleted first. */
  async trash(principal: Principal, query: PageQuery): Promise<Page<TrashedMailDto>> {
    const rows = await this.mail.trashed(principal.userId, query.limit + 1, positionOf(query));
    return this.page(
      rows,
      query.limit,
      (row) => row.hiddenAt,
      (row, cards) => ({
        ...toMail(row, cards),
        restorableUntil: new Date(row.hiddenAt.getTime() + TRASH_DAYS * DAY_MS),
      }),
    );
  }

  /**
   * Looks into my conversations, newest activity first, until the page is certain: the next conversation has been
   * quiet for longer than the oldest message found.
   */
  private async walkInbox(userId: string, count: number, after: MailPosition | undefined): Promise<MailRow[]> {
    let found: MailRow[] = [];
    let last: MailBox | undefined;
    for (;;) {
      const boxes = await this.mail.boxes(userId, BOXES_PER_STEP, last);
      if (boxes.length === 0) return found;
      const step = await this.newestIn(
        userId,
        boxes.map((box) => box.id),
        count,
        after,
      );
      found = [...found, ...step].sort(newestFirst).slice(0, count);
      last = boxes.at(-1);
      const oldest = found.length === count ? found.at(-1) : undefined;
      const isCertain = oldest && last && oldest.createdAt > last.lastMessageAt;
      if (isCertain || boxes.length < BOXES_PER_STEP) return found;
    }
  }

  /**
   * The newest in these conversations, at most `count`. Most have few among them, and every message of a long history
   * lies on another page of the disk: a first look takes a few of each, and only where those are all new enough a second
   * one takes as many as there may be.
   */
  private async newestIn(
    userId: string,
    boxIds: readonly string[],
    count: number,
    after: MailPosition | undefined,
  ): Promise<MailRow[]> {
    const first = await this.mail.received(
      userId,
      boxIds,
      { each: FIRST_LOOK, all: boxIds.length * FIRST_LOOK },
      after,
    );
    const oldest = first[count - 1];
    const crowded = new Set(
      [...Map.groupBy(first, (row) => row.conversationId)].flatMap(([id, rows]) => {
        const last = rows[FIRST_LOOK - 1];
        return last && (!oldest || newestFirst(last, oldest) <= 0) ? [id] : [];
      }),
    );
    const others = first.filter((row) => !crowded.has(row.conversationId));
    const second =
      crowded.size > 0 ? await this.mail.received(userId, [...crowded], { each: count, all: count }, after) : [];
    return [...others, ...second].sort(newestFirst).slice(0, count);
  }

  private async page<Row extends MailRow, Dto>(
    rows: readonly Row[],
    limit: number,
    timeOf: (row: Row) => Date,
    describe: (row: Row, cards: Awaited<ReturnType<UserCards['get']>>) => Dto,
  ): Promise<Page<Dto>> {
    const page = rows.slice(0, limit);
    const cards = await this.cards.get(peopleInMail(page));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => describe(row, cards)),
      nextCursor: last ? encodeCursor([timeOf(last).toISOString(), last.conversationId, last.seq]) : null,
    };
  }
}

function positionOf({ cursor }: PageQuery): MailPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, conversationId, seq] = decodeCursor(cursor, ['time', 'uuid', 'integer']);
  return { at: String(at), conversationId: String(conversationId), seq: Number(seq) };
}

function newestFirst(a: MailRow, b: MailRow): number {
  return (
    b.createdAt.getTime() - a.createdAt.getTime() ||
    (a.conversationId < b.conversationId ? 1 : a.conversationId > b.conversationId ? -1 : 0) ||
    b.seq - a.seq
  );
}

function upToHundred(count: number): number | '100+' {
  return count > 100 ? '100+' : count;
}
