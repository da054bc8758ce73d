import { computed, signal } from '@angular/core';
import type { Api } from '../../api/api';
import { getMessage } from '../../api/fn/messages/get-message';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listMessages } from '../../api/fn/messages/list-messages';
import type { HistoryPageDto } from '../../api/models/history-page-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyFullStateDto } from '../../api/models/my-full-state-dto';
import type { SyncedChangesDto } from '../../api/models/synced-changes-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { problemOf, type Problem } from '../../core/problem';
import type { KeptStretch } from './kept-shapes';
import { afterChangeOf, withName } from './message-changes';

/** How many messages one request brings. */
export const PAGE_SIZE = 50;
const CHANGES_SIZE = 200;
/** With more missing in between than this, it is quicker to read everything anew. */
const MOST_RESTORED = 20;

export type FeedStatus = 'idle' | 'loading' | 'ready' | 'failed';
type Place = { readonly before: number } | { readonly after: number } | { readonly around: number } | object;

/**
 * What the server has confirmed of one conversation: an unbroken stretch of its messages, ordered by `seq`, kept
 * current by events and, where `rev` shows a gap, by asking for the changes. Works over HTTP alone.
 */
export class MessageFeed {
  private readonly confirmed = signal<ReadonlyMap<number, MessageDto>>(new Map());
  private readonly hidden = new Set<number>();
  private rev = 0;
  private newestRevHeardOf = 0;
  /** Moves when the stretch is replaced; answers for an older one are dropped. */
  private generation = 0;
  private catching: Promise<void> | undefined;
  private readonly shownSubject = signal<string | undefined>(undefined);

  readonly status = signal<FeedStatus>('idle');
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasBefore = signal(false);
  readonly hasAfter = signal(false);
  readonly isLoadingBefore = signal(false);
  readonly isLoadingAfter = signal(false);
  /** Set when the last attempt to load further up or down failed. */
  readonly pageProblem = signal<Problem | undefined>(undefined);
  readonly messages = computed(() => [...this.confirmed().values()].sort((a, b) => a.seq - b.seq));
  /** Set while it shows what a device kept that was behind then: when that was written. */
  readonly keptAt = signal<string | undefined>(undefined);
  /** The newest messages, for a device to keep; undefined while it does not reach them. */
  readonly newest = computed(() => {
    const reachesEnd = this.status() === 'ready' && !this.hasAfter() && this.shownSubject() === undefined;
    return reachesEnd ? this.messages().slice(-PAGE_SIZE) : undefined;
  });

  constructor(
    private readonly api: Api,
    readonly conversationId: string,
    private readonly conversationChanged: (conversation: SharedConversationDto) => void,
  ) {}

  /** The subject that is shown alone. */
  get subject(): string | undefined {
    return this.shownSubject();
  }

  /** It is current up to here; undefined while nothing is loaded. */
  get knownRev(): number | undefined {
    return this.status() === 'ready' ? this.rev : undefined;
  }

  /** Shows what a device kept until the server answers; does nothing when it did. */
  restore({ rev, hasBefore, keptAt, messages }: KeptStretch, isBehind: boolean): void {
    if (this.status() === 'ready' || this.subject !== undefined) return;
    this.confirmed.set(new Map(this.visible(messages).map((message) => [message.seq, message])));
    this.hasBefore.set(hasBefore);
    this.rev = rev;
    this.keptAt.set(isBehind ? keptAt : undefined);
    this.status.set('ready');
  }

  /** Loads the newest page, or the messages around one; what was loaded before is replaced. */
  async load(place: Place = {}): Promise<void> {
    const generation = ++this.generation;
    this.status.set(this.status() === 'ready' ? 'ready' : 'loading');
    try {
      const page = await this.page(place);
      if (generation !== this.generation) return;
      this.confirmed.set(new Map(this.visible(page.items).map((message) => [message.seq, message])));
      this.hasBefore.set(page.hasBefore);
      this.hasAfter.set(page.hasAfter);
      this.rev = page.lastRev;
      this.pageProblem.set(undefined);
      this.problem.set(undefined);
      this.keptAt.set(undefined);
      this.status.set('ready');
      if (this.newestRevHeardOf > this.rev) await this.catchUp();
    } catch (error) {
      if (generation !== this.generation) return;
      this.problem.set(problemOf(error));
      // What is shown stays; that it is not current is said elsewhere.
      if (this.status() !== 'ready') this.status.set('failed');
    }
  }

  /** Shows the messages of one subject only; undefined shows all. */
  async showSubject(subject: string | undefined): Promise<void> {
    if (subject === this.subject) return;
    this.shownSubject.set(subject);
    this.status.set('loading');
    this.confirmed.set(new Map());
    await this.load();
  }

  /** Loads the page above; does nothing while it is on its way or when there is none. */
  async loadBefore(): Promise<void> {
    const first = this.messages()[0];
    if (!first || !this.hasBefore() || this.isLoadingBefore()) return;
    await this.extend({ before: first.seq }, this.isLoadingBefore, (page) => this.hasBefore.set(page.hasBefore));
  }

  /** Loads the page below, when the stretch does not reach the newest message. */
  async loadAfter(): Promise<void> {
    const last = this.messages().at(-1);
    if (!last || !this.hasAfter() || this.isLoadingAfter()) return;
    await this.extend({ after: last.seq }, this.isLoadingAfter, (page) => this.hasAfter.set(page.hasAfter));
  }

  /** A message appeared or changed. A `rev` that is not the next one shows that something was missed. */
  receive(message: MessageDto, rev: number = message.rev): void {
    this.note(rev, () => this.put([message]));
  }

  /** Something else of the conversation took this `rev`. */
  noteRev(rev: number): void {
    this.note(rev, () => undefined);
  }

  /** Fetches what was missed. One at a time; asks again as long as there is more. */
  catchUp(): Promise<void> {
    if (this.status() !== 'ready') return Promise.resolve();
    return (this.catching ??= this.fetchChanges().finally(() => (this.catching = undefined)));
  }

  /** Takes the first changes after `knownRev`, as the server told them for all conversations at once. */
  async take(changes: SyncedChangesDto): Promise<void> {
    if (this.status() !== 'ready') return;
    if (changes.reset) return this.load();
    this.put(changes.items);
    this.rev = Math.max(this.rev, changes.lastRev);
    if (changes.hasMore) await this.catchUp();
  }

  /** The server knows nothing that is newer. */
  noteCurrent(): void {
    if (this.status() === 'ready') this.keptAt.set(undefined);
  }

  /** I deleted these for myself. */
  hide(seqs: readonly number[]): void {
    if (seqs.length === 0) return;
    for (const seq of seqs) this.hidden.add(seq);
    this.confirmed.update((all) => new Map([...all].filter(([seq]) => !this.hidden.has(seq))));
  }

  /** I took these back. */
  async takeBack(seqs: readonly number[]): Promise<void> {
    for (const seq of seqs) this.hidden.delete(seq);
    if (this.status() !== 'ready') return;
    const { conversationId } = this;
    this.put(await Promise.all(seqs.map((seq) => this.api.invoke(getMessage, { conversationId, seq }))));
  }

  /**
   * Everything I have deleted for myself, after an absence. What is missing up to `lastSeq` and not among it came back.
   */
  async reconcileHidden({ hidden, clearedThroughSeq }: MyFullStateDto, lastSeq: number): Promise<void> {
    const missing = this.status() === 'ready' && this.subject === undefined ? this.gaps(lastSeq) : [];
    this.hidden.clear();
    this.hide(hidden);
    this.confirmed.update((all) => new Map([...all].filter(([seq]) => seq > clearedThroughSeq)));
    const restored = missing.filter((seq) => seq > clearedThroughSeq && !this.hidden.has(seq));
    if (restored.length > MOST_RESTORED) await this.load();
    else if (restored.length > 0) await this.takeBack(restored);
  }

  /** Somebody has another name. */
  rename(person: UserCardDto): void {
    this.confirmed.update((all) => new Map([...all].map(([seq, message]) => [seq, withName(message, person)])));
  }

  private note(rev: number, apply: () => void): void {
    this.newestRevHeardOf = Math.max(this.newestRevHeardOf, rev);
    if (this.status() !== 'ready') return;
    apply();
    if (rev === this.rev + 1) this.rev = rev;
    else if (rev > this.rev) void this.catchUp();
  }

  private async fetchChanges(): Promise<void> {
    const generation = this.generation;
    const { conversationId } = this;
    for (;;) {
      const before = this.rev;
      const changes = await this.changesAfter(before);
      if (!changes || generation !== this.generation) return;
      if (changes.reset) return this.load();
      this.put(changes.items);
      if (changes.conversation) this.conversationChanged({ ...changes.conversation, id: conversationId });
      this.rev = Math.max(this.rev, changes.lastRev);
      if (!changes.hasMore) this.keptAt.set(undefined);
      const isBehind = changes.hasMore || this.newestRevHeardOf > this.rev;
      if (!isBehind || this.rev === before) return;
    }
  }

  /** Undefined without a connection: the next event or the next connection asks again. */
  private changesAfter(afterRev: number) {
    const { conversationId } = this;
    return this.api.invoke(listChanges, { conversationId, afterRev, limit: CHANGES_SIZE }).catch((error: unknown) => {
      problemOf(error);
      return undefined;
    });
  }

  private async extend(
    place: Place,
    isLoading: { set(value: boolean): void },
    note: (page: HistoryPageDto) => void,
  ): Promise<void> {
    const generation = this.generation;
    isLoading.set(true);
    this.pageProblem.set(undefined);
    try {
      const page = await this.page(place);
      if (generation !== this.generation) return;
      this.merge(this.visible(page.items));
      note(page);
    } catch (error) {
      this.pageProblem.set(problemOf(error));
    } finally {
      isLoading.set(false);
    }
  }

  /** A page that has something, if there is anything: the server stops early where much that is hidden lies. */
  private async page(place: Place): Promise<HistoryPageDto> {
    const { generation } = this;
    let page = await this.partOf(place);
    while (page.items.length === 0 && generation === this.generation) {
      const { nextBefore, nextAfter } = page;
      if (nextBefore !== undefined) {
        const { items, hasBefore, nextBefore: next } = await this.partOf({ before: nextBefore });
        page = { ...page, items, hasBefore, nextBefore: next };
      } else if (nextAfter !== undefined) {
        const { items, hasAfter, nextAfter: next } = await this.partOf({ after: nextAfter });
        page = { ...page, items, hasAfter, nextAfter: next };
      } else break;
    }
    return page;
  }

  private partOf(place: Place): Promise<HistoryPageDto> {
    const { conversationId, subject } = this;
    return this.api.invoke(listMessages, { conversationId, limit: PAGE_SIZE, ...(subject && { subject }), ...place });
  }

  private visible(messages: readonly MessageDto[]): MessageDto[] {
    return messages.filter((message) => !this.hidden.has(message.seq));
  }

  /** Takes those that belong into the stretch; the rest comes when somebody scrolls there. */
  private put(messages: readonly MessageDto[]): void {
    this.merge(this.visible(messages).filter((message) => this.isWithin(message)));
  }

  private merge(messages: readonly MessageDto[]): void {
    if (messages.length === 0) return;
    this.confirmed.update((all) => {
      const next = new Map(all);
      for (const message of messages) {
        const known = next.get(message.seq);
        if (known && known.rev > message.rev) continue;
        next.set(message.seq, message);
        if (known) afterChangeOf(message, next);
      }
      return next;
    });
  }

  /** A conversation has every seq: one that is missing in the stretch is one that I do not see. */
  private gaps(lastSeq: number): number[] {
    const seqs = this.messages().map(({ seq }) => seq);
    const [first, last] = [seqs[0] ?? lastSeq + 1, this.hasAfter() ? (seqs.at(-1) ?? 0) : lastSeq];
    const present = new Set(seqs);
    const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
    return all.filter((seq) => !present.has(seq));
  }

  private isWithin(message: MessageDto): boolean {
    if (this.confirmed().has(message.seq)) return true;
    if (this.subject !== undefined && message.subject !== this.subject) return false;
    const all = this.messages();
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last) return !this.hasAfter();
    const isAbove = message.seq < first.seq && this.hasBefore();
    const isBelow = message.seq > last.seq && this.hasAfter();
    return !isAbove && !isBelow;
  }
}
