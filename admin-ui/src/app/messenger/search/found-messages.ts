import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { searchMessages } from '../../api/fn/mail/search-messages';
import type { SearchHitDto } from '../../api/models/search-hit-dto';
import type { SearchPageDto } from '../../api/models/search-page-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { Confirmed } from '../../state/confirmed';
import { refAfter } from '../../state/mail/mail-list';
import { heldAfter, isGoneAfter } from '../../state/messages/held-message';

/** What is searched for. */
export interface Asked {
  readonly q: string;
  readonly sort: 'newest' | 'best';
  /** In this conversation alone. */
  readonly in?: string;
}

/** What the server says of a search as a whole. */
export type SearchNotes = Pick<SearchPageDto, 'interpreted' | 'corrections' | 'indexing'>;

const NOTHING_SAID: SearchNotes = { interpreted: [] };
const PAGE = 30;
/** As the server limits it. */
const MOST_AT_ONCE = 200;
/** A page may be short, though there is more. */
const ENOUGH = 10;
/** Several changes at once are asked about together. */
const SETTLE_MS = 300;

/** The messages of one search, page after page, kept current by what the server tells. Call its constructor where `inject` works. */
@Injectable()
export class FoundMessages {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly found = signal<readonly SearchHitDto[]>([]);
  private readonly said = signal<SearchNotes>(NOTHING_SAID);
  private readonly next = signal<string | null>(null);
  /** Goes up with every search: what is answered to an older one is dropped. */
  private turn = 0;
  private isReading = false;
  private answered: Asked | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** What the items are the answer to. */
  readonly asked = signal<Asked | undefined>(undefined);
  readonly items = this.found.asReadonly();
  readonly notes = this.said.asReadonly();
  /** While it is `searching`, the items of the search before it are still there. */
  readonly status = signal<'idle' | 'searching' | 'ready' | 'failed'>('idle');
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasMore = computed(() => this.next() !== null);
  readonly isLoadingMore = signal(false);
  /** Why the next page did not come; what was there stays. */
  readonly moreProblem = signal<Problem | undefined>(undefined);

  constructor() {
    const socket = inject(RealtimeSocket);
    const goOn = (): void => (this.status() === 'failed' ? this.retry() : this.refreshSoon());
    // The connection of the socket may have outlasted it.
    window.addEventListener('online', goOn);
    const stops = [
      () => window.removeEventListener('online', goOn),
      inject(Confirmed).onApplied((event) => this.follow(event)),
      // What was told in between was missed.
      socket.onOpen(goOn),
    ];
    inject(DestroyRef).onDestroy(() => {
      stops.forEach((stop) => stop());
      this.clear();
    });
  }

  /** Searches, unless it is the search that is shown. */
  search(asked: Asked): void {
    const before = this.asked();
    const isSame = before?.q === asked.q && before.sort === asked.sort && before.in === asked.in;
    if (isSame && this.status() !== 'failed') return;
    this.asked.set(asked);
    void this.begin();
  }

  retry(): void {
    if (this.asked()) void this.begin();
  }

  /** Nothing is searched for any more. */
  clear(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.asked.set(undefined);
    this.take([], NOTHING_SAID, null);
    this.status.set('idle');
    this.problem.set(undefined);
  }

  /** Reads the next page. Never rejects. */
  async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null || this.isReading || this.status() !== 'ready') return;
    const { turn } = this;
    this.isReading = true;
    this.isLoadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const { items, nextCursor } = await this.enough(turn, cursor);
      if (turn === this.turn) this.take(joined(this.found(), items), this.said(), nextCursor);
    } catch (error) {
      if (turn === this.turn) this.moreProblem.set(problemOf(error));
    } finally {
      this.isReading = false;
      this.isLoadingMore.set(false);
    }
  }

  private async begin(): Promise<void> {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    this.status.set('searching');
    this.moreProblem.set(undefined);
    try {
      const page = await this.enough(turn, null);
      if (turn !== this.turn) return;
      this.problem.set(undefined);
      this.answered = this.asked();
      this.take(page.items, notesOf(page), page.nextCursor);
      this.status.set('ready');
    } catch (error) {
      if (turn !== this.turn) return;
      const problem = problemOf(error);
      this.problem.set(problem);
      // What was found by other words is no answer to these.
      if (this.answered !== this.asked()) this.take([], NOTHING_SAID, null);
      this.status.set('failed');
      if (problem.status === 429) this.later(() => this.retry(), (problem.retryAfterSeconds ?? 2) * 1_000);
    }
  }

  /** The next pages, until there are some messages or the last page has come. */
  private async enough(turn: number, cursor: string | null): Promise<SearchPageDto> {
    let page = await this.page(PAGE, cursor);
    while (turn === this.turn && page.items.length < ENOUGH && page.nextCursor !== null) {
      const further = await this.page(PAGE, page.nextCursor);
      page = { ...further, items: joined(page.items, further.items) };
    }
    return page;
  }

  /** The same once more, without anybody noticing: something of it may be found no longer, or elsewhere. */
  private async refresh(): Promise<void> {
    const { turn } = this;
    if (this.status() !== 'ready') return;
    try {
      const { length } = this.found();
      const page = await this.page(Math.min(MOST_AT_ONCE, Math.max(PAGE, length)), null);
      if (turn !== this.turn || this.found().length > Math.max(length, page.items.length)) return;
      this.take(page.items, notesOf(page), page.nextCursor);
    } catch (error) {
      // What is shown is still true, as far as it goes.
      problemOf(error);
    }
  }

  private page(limit: number, cursor: string | null): Promise<SearchPageDto> {
    const { q, sort, in: conversationId } = this.asked() ?? { q: '', sort: 'newest' };
    return this.api.invoke(searchMessages, {
      ...{ q, sort, limit },
      ...(conversationId !== undefined && { in: conversationId }),
      ...(cursor !== null && { cursor }),
    });
  }

  private take(items: readonly SearchHitDto[], notes: SearchNotes, nextCursor: string | null): void {
    this.found.set(items);
    this.said.set(notes);
    this.next.set(nextCursor);
  }

  private follow(event: RealtimeEvent): void {
    const before = this.found();
    const after = hitsAfter(before, event, this.session.me()?.id);
    if (after === before) return;
    this.found.set(after);
    if (after.length === before.length) this.refreshSoon();
  }

  private refreshSoon(): void {
    if (this.status() === 'ready') this.later(() => void this.refresh(), SETTLE_MS);
  }

  private later(act: () => void, ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, ms);
  }
}

/** Which message it is. */
export function keyOfHit({ message }: SearchHitDto): string {
  return `${message.conversationId}/${message.seq}`;
}

/** What is left of what was found, and as it is now: where a text changed, what was found in it is not known until it is asked again. */
export function hitsAfter(
  hits: readonly SearchHitDto[],
  event: RealtimeEvent,
  myId: string | undefined,
): readonly SearchHitDto[] {
  const left = hits
    .filter(({ message }) => !isGoneAfter(message, event, myId))
    .map((hit) => hitAfter(hit, event, myId));
  return left.length === hits.length && left.every((hit, at) => hit === hits[at]) ? hits : left;
}

function hitAfter(hit: SearchHitDto, event: RealtimeEvent, myId: string | undefined): SearchHitDto {
  const message = heldAfter(hit.message, event, myId);
  const conversation = refAfter(hit.conversation, event);
  if (message === hit.message && conversation === hit.conversation) return hit;
  return {
    ...{ ...hit, message, conversation },
    ...(message.body !== hit.message.body && { highlights: [] }),
    ...(message.subject !== hit.message.subject && { subjectHighlights: [] }),
  };
}

function notesOf({ interpreted, corrections, indexing }: SearchPageDto): SearchNotes {
  return { interpreted, ...(corrections && { corrections }), ...(indexing && { indexing }) };
}

function joined(present: readonly SearchHitDto[], further: readonly SearchHitDto[]): SearchHitDto[] {
  const known = new Set(present.map(keyOfHit));
  return [...present, ...further.filter((hit) => !known.has(keyOfHit(hit)))];
}
