import { Injectable } from '@nestjs/common';
import type { MailRow } from './mail-rows.js';
import {
  type InboxTop,
  type MailBox,
  type MailPosition,
  MailRepository,
  type MailWindow,
  type Walked,
} from './mail.repository.js';

/** How many conversations one step looks into. */
const BOXES_PER_STEP = 64;
/** How many that are all older than the position of the page are looked into at most. */
const MOST_BOXES = 128;
/** How many messages of each conversation a first look takes, and among how many entries. */
const FIRST_LOOK = { each: 6, entries: 64 };
/** Among how many entries, of all conversations together, a further look takes messages, and how many there are. */
const FURTHER_ENTRIES = 2_500;
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
   * Looks into my conversations, those with the newest messages first, until the page is certain: nothing in the next one
   * is newer than the oldest message found. A page ends early where too much lies between that is not for the inbox; what
   * was found out about that is noted, so that the next page does not look there again.
   */
  async walk(userId: string, count: number, after: MailPosition | undefined): Promise<Walked<MailRow>> {
    const isOlder = ({ at }: MailBox): boolean => !after || at.getTime() < Date.parse(after.at);
    let found: MailRow[] = [];
    const open: OpenBox[] = [];
    const tops: InboxTop[] = [];
    let last: MailBox | undefined;
    for (let olderBoxes = 0; ;) {
      const boxes = await this.mail.boxes(userId, BOXES_PER_STEP, last, after);
      const step = await this.look(userId, boxes, count, after);
      found = newest([...found, ...step.rows], count);
      open.push(...step.open);
      tops.push(...step.tops.filter(({ box }) => isOlder(box)));
      olderBoxes += boxes.filter(isOlder).length;
      const isFirstStep = last === undefined;
      last = boxes.at(-1) ?? last;
      const oldest = found[count - 1];
      const isCertain = !last || boxes.length < BOXES_PER_STEP || (oldest && oldest.createdAt > last.at);
      if (!isCertain && olderBoxes < MOST_BOXES) continue;
      if (!isFirstStep) await this.mail.noteTops(userId, tops);
      return endingAt(found, isCertain || !last ? open : [...open, everythingBelow(last)], count);
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
  ): Promise<{ rows: MailRow[]; open: readonly OpenBox[]; tops: readonly InboxTop[] }> {
    let open: readonly OpenBox[] = boxes
      .filter(({ firstSeq, highSeq }) => highSeq >= firstSeq)
      .map(({ id, firstSeq, highSeq, at }) => ({ id, firstSeq, highSeq, at }));
    const endOf = new Map(boxes.map((box) => [box.id, box.lastSeq]));
    const tops = new Tops(boxes);
    let rows: MailRow[] = [];
    for (let n = 0; n <= FURTHER_LOOKS && open.length > 0; n++) {
      const isFirst = n === 0;
      const entries = isFirst ? FIRST_LOOK.entries : Math.ceil(FURTHER_ENTRIES / open.length);
      const each = isFirst ? FIRST_LOOK.each : count;
      const windows = open.map(({ id, firstSeq, highSeq }) => ({
        id,
        low: Math.max(firstSeq, highSeq - entries + 1),
        // At the end of a conversation there is no upper end: what is written meanwhile is found, too.
        high: highSeq === endOf.get(id) && !after ? Number.MAX_SAFE_INTEGER : highSeq,
      }));
      const all = isFirst ? each * windows.length : count;
      const more = await this.mail.received(userId, windows, { each, all }, after);
      rows = newest([...rows, ...more], isFirst ? all : count);
      const next = await this.stillOpen(userId, open, windows, more, each);
      tops.note(open, more, next, more.length < all);
      const oldest = rows[count - 1];
      open = next.filter(({ at }) => !oldest || at >= oldest.createdAt);
    }
    return { rows: newest(rows, count), open, tops: tops.found() };
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

/** Where the newest received message of each of these conversations lies, as far as looking has shown. */
class Tops {
  private readonly tops = new Map<string, { seq: number; at: Date | undefined; isCertain: boolean }>();

  constructor(private readonly boxes: readonly MailBox[]) {}

  /** After a look into `open` that leads to `next`. Where it left out rows, a box without any tells nothing. */
  note(open: readonly OpenBox[], rows: readonly MailRow[], next: readonly OpenBox[], isWhole: boolean): void {
    const newestOf = new Map(rows.toReversed().map((row) => [row.conversationId, row]));
    const nextOf = new Map(next.map((box) => [box.id, box]));
    for (const { id } of open) {
      const [row, below] = [newestOf.get(id), nextOf.get(id)];
      if (this.tops.get(id)?.isCertain) continue;
      if (row) this.tops.set(id, { seq: row.seq, at: row.createdAt, isCertain: true });
      else if (isWhole) this.tops.set(id, { seq: below?.highSeq ?? 0, at: below?.at, isCertain: false });
    }
  }

  /** Those that are further down than was known. */
  found(): InboxTop[] {
    return this.boxes.flatMap((box) => {
      const top = this.tops.get(box.id);
      return top && top.seq < box.highSeq ? [{ box, seq: top.seq, at: top.at }] : [];
    });
  }
}

/** What the boxes after this one hold. */
function everythingBelow({ id, at }: MailBox): OpenBox {
  return { id, firstSeq: 1, highSeq: -1, at };
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
