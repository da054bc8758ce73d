import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../../core/http/page.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { Principal } from '../../core/security/principal.js';
import type { MailDto, SentMailDto, TrashedMailDto } from './dto/mail.dto.js';
import { type MailRow, toMail } from './mail-rows.js';
import { type MessagePlace, placeKey } from '../shape/message-parts.js';
import { MessageShape, type Shown } from '../shape/message-shape.js';
import { type MailPosition, MailRepository, type Walked } from './mail.repository.js';
import { TRASH_DAYS } from '../message-limits.js';

/** How many entries are looked at, step by step, for a page that what was hidden leaves short; then it stays short. */
const WINDOWS = [250, 1_000, 1_000];
const DAY_MS = 86_400_000;

/** Messages across conversations, as mail shows them: inbox, mentions, sent and trash. */
@Injectable()
export class MailService {
  constructor(
    private readonly mail: MailRepository,
    private readonly shape: MessageShape,
    private readonly events: DomainEvents,
  ) {}

  /** What other people wrote to me, newest first. */
  async inbox(principal: Principal, query: PageQuery): Promise<Page<MailDto>> {
    const walked = await this.mail.received(principal.userId, query.limit + 1, positionOf(query));
    if (walked.tops.length > 0) await this.mail.noteTops(principal.userId, walked.tops);
    const page = await this.page(principal, walked, query.limit, (row) => row.createdAt, toMail);
    this.events.emit('messages.served', { userId: principal.userId, messages: page.items });
    return page;
  }

  /** What I wrote, newest first, with how many it reached. */
  async sent(principal: Principal, query: PageQuery): Promise<Page<SentMailDto>> {
    const walked = await walk(query, (limit, window, after) => this.mail.sent(principal.userId, limit, window, after));
    return this.page(
      principal,
      walked,
      query.limit,
      (row) => row.createdAt,
      (row, shown) => ({
        ...toMail(row, shown),
        recipients: upToHundred(row.recipients),
        deliveredTo: upToHundred(row.deliveredTo ?? row.readBy),
        readBy: upToHundred(row.readBy),
      }),
    );
  }

  /** Where others mention me or everyone, newest first. */
  async mentions(principal: Principal, query: PageQuery): Promise<Page<MailDto>> {
    const walked = await walk(query, (limit, window, after) =>
      this.mail.mentioned(principal.userId, limit, window, after),
    );
    const page = await this.page(principal, walked, query.limit, (row) => row.createdAt, toMail);
    this.events.emit('messages.served', { userId: principal.userId, messages: page.items });
    return page;
  }

  /** What I deleted for myself in the last 30 days, most recently deleted first. */
  async trash(principal: Principal, query: PageQuery): Promise<Page<TrashedMailDto>> {
    const walked = await walk(query, (limit, window, after) =>
      this.mail.trashed(principal.userId, limit, window, after),
    );
    return this.page(
      principal,
      walked,
      query.limit,
      (row) => row.hiddenAt,
      (row, shown) => ({
        ...toMail(row, shown),
        restorableUntil: new Date(row.hiddenAt.getTime() + TRASH_DAYS * DAY_MS).toISOString(),
      }),
    );
  }

  /** Those of these messages that somebody can read, by their places; hidden and deleted ones are absent. */
  async readable(userId: string, places: readonly MessagePlace[]): Promise<ReadonlyMap<string, MailDto>> {
    if (places.length === 0) return new Map();
    const rows = await this.mail.readable(userId, places);
    const shown = await this.shape.prepare(
      rows,
      userId,
      rows.flatMap((row) => row.otherId ?? []),
    );
    return new Map(rows.map((row) => [placeKey(row), toMail(row, shown)]));
  }

  private async page<Row extends MailRow, Dto>(
    { userId }: Principal,
    { rows, reached }: Walked<Row>,
    limit: number,
    timeOf: (row: Row) => Date,
    describe: (row: Row, shown: Shown) => Dto,
  ): Promise<Page<Dto>> {
    const page = rows.slice(0, limit);
    const others = page.flatMap((row) => row.otherId ?? []);
    const shown = await this.shape.prepare(page, userId, others);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const next = last
      ? { at: timeOf(last).toISOString(), conversationId: last.conversationId, seq: last.seq }
      : reached;
    return {
      items: page.map((row) => describe(row, shown)),
      nextCursor: next ? encodeCursor([next.at, next.conversationId, next.seq]) : null,
    };
  }
}

function positionOf({ cursor }: PageQuery): MailPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, conversationId, seq] = decodeCursor(cursor, ['time', 'uuid', 'integer']);
  return { at: String(at), conversationId: String(conversationId), seq: Number(seq) };
}

/** Looks on, a bounded number of times, until there is one row more than the page has. */
async function walk<Row>(
  query: PageQuery,
  read: (limit: number, window: number, after: MailPosition | undefined) => Promise<Walked<Row>>,
): Promise<Walked<Row>> {
  const count = query.limit + 1;
  const rows: Row[] = [];
  let reached = positionOf(query);
  for (const window of [count, ...WINDOWS]) {
    const step = await read(count - rows.length, window, reached);
    rows.push(...step.rows);
    ({ reached } = step);
    if (rows.length === count || !reached) break;
  }
  return { rows, reached };
}

function upToHundred(count: number): number | '100+' {
  return count > 100 ? '100+' : count;
}
