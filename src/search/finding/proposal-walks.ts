import { type MessagePlace, placeKey } from '../../messages/shape/message-parts.js';
import type { CandidateRow, SearchRepository, TimedPlace } from './search.repository.js';
import type { SearchRequest } from './search-request.js';
import { WantedWords } from './wanted-words.js';

/** A message that was proposed, and when it was written. */
type Timed = MessagePlace & { readonly createdAt: Date };

/** Goes through the messages that may be what is searched for, about the newest first. */
export interface ProposalWalk {
  /** Nothing that is taken from now on was written later; undefined: there is nothing more. */
  nextAt(): Promise<number | undefined>;
  /** It took so many steps that the page had better end. */
  readonly isLong: boolean;
  /** The next of them, where so many more are wanted. */
  take(wanted: number): Promise<MessagePlace[]>;
  /** When those that were taken were written, as far as they can be read. */
  sawTimes(messages: readonly Timed[]): void;
}

const [BLOCKS_AT_FIRST, MOST_BLOCKS_AT_ONCE] = [16, 128];
/** Some will not do: they cannot be read, or hold the words otherwise. */
const SPARE = 2;
const [PROPOSED_AT_FIRST, TIMES_MORE] = [400, 5];
const MOST_BLOCKS = 4_000;

interface OpenBlock extends CandidateRow {
  /** When the newest was written that was not taken; milliseconds. */
  at: number;
  /** What was not taken, the newest first; undefined until it is looked up. */
  seqs: number[] | undefined;
}

/** Over blocks of the index: what they hold is looked up a few blocks at a time, and read a few messages at a time. */
export class BlockWalk implements ProposalWalk {
  private readonly words: WantedWords;
  private queue: OpenBlock[] = [];
  private proposed = 0;
  private most = 0;
  private blocksAtOnce = BLOCKS_AT_FIRST;
  private looked = 0;
  private taken: OpenBlock[] = [];
  private readonly seen = new Set<string>();
  private until: Date | undefined;

  constructor(
    private readonly index: SearchRepository,
    private readonly reader: string,
    private readonly request: SearchRequest,
  ) {
    this.words = new WantedWords(request);
    this.until = request.until;
  }

  get isLong(): boolean {
    return this.looked >= MOST_BLOCKS;
  }

  async nextAt(): Promise<number | undefined> {
    while (this.queue.length === 0 && this.proposed === this.most) await this.propose();
    return this.queue[0]?.at;
  }

  async take(wanted: number): Promise<MessagePlace[]> {
    const next = this.queue.splice(0, this.blocksAtOnce);
    this.blocksAtOnce = Math.min(2 * this.blocksAtOnce, MOST_BLOCKS_AT_ONCE);
    await this.lookUp(next.filter(({ seqs }) => seqs === undefined));
    const holding = next.filter(({ seqs }) => seqs?.length);
    // Whatever is older than all of the first block waits: there may be enough in that one, and in those of its time. The
    // first one never waits, whatever times it has: something is taken each time, or a search would go on for ever.
    const since = holding[0]?.oldestAt.getTime() ?? 0;
    this.taken = holding.filter(({ at }, n) => n === 0 || at >= since);
    this.queue.unshift(...holding.slice(this.taken.length));
    const ofEach = Math.ceil((SPARE * wanted) / Math.max(1, this.taken.length));
    return this.taken.flatMap((block) =>
      (block.seqs ?? []).splice(0, ofEach).map((seq) => ({ conversationId: block.conversationId, seq })),
    );
  }

  sawTimes(messages: readonly Timed[]): void {
    const oldest = new Map<string, number>();
    const blocks = Map.groupBy(this.taken, ({ conversationId }) => conversationId);
    for (const { conversationId, seq, createdAt } of messages) {
      const block = blocks.get(conversationId)?.find(({ firstSeq, upperSeq }) => seq >= firstSeq && seq <= upperSeq);
      if (!block) continue;
      const key = keyOf(block);
      oldest.set(key, Math.min(oldest.get(key) ?? Infinity, createdAt.getTime()));
    }
    for (const block of this.taken) {
      if (!block.seqs?.length) continue;
      block.at = Math.min(block.at, oldest.get(keyOf(block)) ?? block.at);
      const place = this.queue.findIndex(({ at }) => at < block.at);
      this.queue.splice(place < 0 ? this.queue.length : place, 0, block);
    }
    this.taken = [];
  }

  /** The first ones; where these were not enough, more behind them, though others may have been written meanwhile. */
  private async propose(): Promise<void> {
    this.most = this.most === 0 ? PROPOSED_AT_FIRST : TIMES_MORE * this.most;
    const { conversations, is, since } = this.request;
    const filter = {
      onlyIn: conversations.wanted && [...conversations.wanted],
      exceptIn: [...conversations.excluded],
      onlyUnread: is.wanted.has('unread'),
      wanted: this.words.isEmpty ? undefined : this.words.inBlock,
      ...{ since, until: this.until },
    };
    const rows = await this.index.candidates(this.reader, filter, this.most);
    this.proposed = rows.length;
    this.until = rows.at(-1)?.newestAt ?? this.until;
    for (const row of rows) {
      const key = keyOf(row);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.queue.push({ ...row, at: row.newestAt.getTime(), seqs: undefined });
    }
  }

  private async lookUp(blocks: readonly OpenBlock[]): Promise<void> {
    if (blocks.length === 0) return;
    this.looked += blocks.length;
    if (this.words.isEmpty) {
      for (const block of blocks) block.seqs = downFrom(block.upperSeq, block.firstSeq);
      return;
    }
    const { together, exact, prefixes } = this.words;
    const rows = await this.index.places(blocks, together, exact, prefixes);
    const ofBlock = Map.groupBy(rows, ({ block }) => block);
    blocks.forEach((block, n) => {
      block.seqs = [...this.words.placesIn(ofBlock.get(n + 1) ?? [])]
        .map((place) => block.firstSeq + place - 1)
        .filter((seq) => seq <= block.upperSeq)
        .sort((a, b) => b - a);
    });
  }
}

function keyOf({ conversationId, firstSeq }: Pick<CandidateRow, 'conversationId' | 'firstSeq'>): string {
  return `${conversationId}/${firstSeq}`;
}

const PLACES_AT_FIRST = 200;

/** Over a list of messages that is read as it is. */
export class PlaceWalk implements ProposalWalk {
  readonly isLong = false;
  private queue: TimedPlace[] = [];
  private listed = 0;
  private most = 0;
  private readonly seen = new Set<string>();

  constructor(private readonly read: (limit: number) => Promise<TimedPlace[]>) {}

  async nextAt(): Promise<number | undefined> {
    while (this.queue.length === 0 && this.listed === this.most) {
      this.most = this.most === 0 ? PLACES_AT_FIRST : TIMES_MORE * this.most;
      const places = await this.read(this.most);
      this.listed = places.length;
      this.queue = places.filter((place) => !this.seen.has(placeKey(place)));
      for (const place of places) this.seen.add(placeKey(place));
    }
    return this.queue[0]?.at.getTime();
  }

  take(): Promise<MessagePlace[]> {
    return Promise.resolve(this.queue.splice(0, PLACES_AT_FIRST));
  }

  sawTimes(): void {
    // Their times are known.
  }
}

function downFrom(last: number, first: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => last - n);
}
