import { Injectable } from '@nestjs/common';
import type { MailRow } from './mail-rows.js';
import { type MailBox, type MailPosition, MailRepository, type MailWindow, type Walked } from './mail.repository.js';

/** How many conversations one step looks into. */
const BOXES_PER_STEP = 64;
/** How many messages of each conversation a first look takes, and among how many entries. */
const FIRST_LOOK = { each: 6, entries: 64 };
/** Among how many entries, of all conversations together, a further look takes messages, and how many there are. */
const FURTHER_ENTRIES = 4_000;
const FURTHER_LOOKS = 3;

/** A conversation that has more to look into. */
interface OpenBox {
  readonly id: string;
  readonly firstSeq: number;
  readonly highSeq: number;
  /** Nothing that is left in it is newer. */
  readonly at: Date;
}

/** What other people wrote to somebody, across conversations, for a number of entries looked at that has a bound. */
@Injectable()
export class InboxWalk {
  constructor(private readonly mail: MailRepository) {}

  /**
   * Looks into my conversations, newest activity first, until the page is certain: the next conversation has been quiet
   * for longer than the oldest message found. A page ends early where too much lies between that is not for the inbox.
   */
  async walk(userId: string, count: number, after: MailPosition | undefined): Promise<Walked<MailRow>> {
    let found: MailRow[] = [];
    const open: OpenBox[] = [];
    let last: MailBox | undefined;
    for (;;) {
      const boxes = await this.mail.boxes(userId, BOXES_PER_STEP, last, after);
      const step = await this.look(userId, boxes, count, after);
      found = newest([...found, ...step.rows], count);
      open.push(...step.open);
      last = boxes.at(-1);
      const oldest = found[count - 1];
      const isCertain = oldest && last && oldest.createdAt > last.lastMessageAt;
      if (isCertain || boxes.length < BOXES_PER_STEP) return endingAt(found, open, count);
    }
  }

  /**
   * The newest in these conversations, at most `count`. Most have few among them, and every message of a long history
   * lies on another page of the disk: a first look takes a few of each, and only what may still be new enough is looked
   * into again.
   */
  private async look(
    userId: string,
    boxes: readonly MailBox[],
    count: number,
    after: MailPosition | undefined,
  ): Promise<{ rows: MailRow[]; open: readonly OpenBox[] }> {
    let open: readonly OpenBox[] = boxes
      .filter(({ firstSeq, highSeq }) => highSeq >= firstSeq)
      .map(({ id, firstSeq, highSeq, lastMessageAt }) => ({ id, firstSeq, highSeq, at: lastMessageAt }));
    let rows: MailRow[] = [];
    for (let n = 0; n <= FURTHER_LOOKS && open.length > 0; n++) {
      const isFirst = n === 0;
      const entries = isFirst ? FIRST_LOOK.entries : Math.ceil(FURTHER_ENTRIES / open.length);
      const each = isFirst ? FIRST_LOOK.each : count;
      const windows = open.map(({ id, firstSeq, highSeq }) => ({
        id,
        low: Math.max(firstSeq, highSeq - entries + 1),
        // Without a position there is no upper end: what is written meanwhile is found, too.
        high: isFirst && !after ? Number.MAX_SAFE_INTEGER : highSeq,
      }));
      const all = isFirst ? each * windows.length : count;
      const more = await this.mail.received(userId, windows, { each, all }, after);
      rows = newest([...rows, ...more], isFirst ? all : count);
      const oldest = rows[count - 1];
      open = (await this.stillOpen(userId, open, windows, more, each)).filter(
        ({ at }) => !oldest || at >= oldest.createdAt,
      );
    }
    return { rows: newest(rows, count), open };
  }

  /** Where to look on: below the last message taken, or below the entries among which there were not enough. */
  private async stillOpen(
    userId: string,
    boxes: readonly OpenBox[],
    windows: readonly MailWindow[],
    found: readonly MailRow[],
    each: number,
  ): Promise<OpenBox[]> {
    const foundIn = Map.groupBy(found, (row) => row.conversationId);
    const taken: OpenBox[] = [];
    const passed: MailWindow[] = [];
    boxes.forEach(({ id, firstSeq }, n) => {
      const lowest = foundIn.get(id)?.[each - 1];
      const low = windows[n]?.low ?? firstSeq;
      if (lowest) taken.push({ id, firstSeq, highSeq: lowest.seq - 1, at: lowest.createdAt });
      else if (low > firstSeq) passed.push({ id, low: firstSeq, high: low - 1 });
    });
    if (passed.length === 0) return taken;
    const firstOf = new Map(boxes.map(({ id, firstSeq }) => [id, firstSeq]));
    const next = await this.mail.nextReceived(userId, passed);
    return [...taken, ...next.map(({ id, seq, at }) => ({ id, firstSeq: firstOf.get(id) ?? 1, highSeq: seq, at }))];
  }
}

/** Ends a list before the newest of what was not looked into. */
function endingAt(found: readonly MailRow[], open: readonly OpenBox[], count: number): Walked<MailRow> {
  const [cut] = open
    .map(({ id, highSeq, at }) => ({ createdAt: at, conversationId: id, seq: highSeq + 1 }))
    .sort(newestFirst);
  const rows = cut ? found.filter((row) => newestFirst(row, cut) <= 0) : [...found];
  const isEarly = cut && rows.length < count;
  return {
    rows,
    reached: isEarly
      ? { at: cut.createdAt.toISOString(), conversationId: cut.conversationId, seq: cut.seq }
      : undefined,
  };
}

function newest(rows: MailRow[], count: number): MailRow[] {
  return rows.sort(newestFirst).slice(0, count);
}

type Place = Pick<MailRow, 'createdAt' | 'conversationId' | 'seq'>;

function newestFirst(a: Place, b: Place): number {
  return (
    b.createdAt.getTime() - a.createdAt.getTime() ||
    (a.conversationId < b.conversationId ? 1 : a.conversationId > b.conversationId ? -1 : 0) ||
    b.seq - a.seq
  );
}
