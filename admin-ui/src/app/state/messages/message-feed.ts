import { computed, signal } from '@angular/core';
import type { Api } from '../../api/api';
import { getMessage } from '../../api/fn/messages/get-message';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listMessages } from '../../api/fn/messages/list-messages';
import type { HistoryPageDto } from '../../api/models/history-page-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyFullStateDto } from '../../api/models/my-full-state-dto';
import type { SyncedChangesDto } from '../../api/models/synced-changes-dto';
import { isTemporary, type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import type { Slot } from '../confirmed';
import { conversationEvent, messageEvent, subjectEvent } from './answers-as-events';
import type { KeptStretch } from './kept-shapes';
import {
  beginningWith,
  currentTo,
  doubtingQuotes,
  extendedBy,
  NO_STRETCH,
  reconciled,
  type Stretch,
  withMessages,
  withAnswer,
} from './stretch';

/** How many messages one request brings. */
export const PAGE_SIZE = 50;
const CHANGES_SIZE = 200;
/** With more to ask for than this, it is quicker to read everything anew. */
const MOST_WANTED = 20;

export type FeedStatus = 'idle' | 'loading' | 'ready' | 'failed';
/** What came of a load: its page is shown, it could not be had, or another load began meanwhile and is what counts. */
export type Loaded = 'shown' | 'failed' | 'overtaken';
type Place = { readonly before: number } | { readonly after: number } | { readonly around: number } | object;

/** Brings the messages of a conversation from the server: pages, and where `rev` shows a gap, the changes. */
export class MessageFeed {
  /** Moves when the stretch is replaced; answers for an older one are dropped. */
  private generation = 0;
  private catching: Promise<void> | undefined;
  private readonly loading = signal<'idle' | 'loading' | 'failed'>('idle');
  /** Taken from the screen before the server confirmed that it is deleted. */
  private readonly hiding = signal<ReadonlySet<number>>(new Set());

  readonly status = computed<FeedStatus>(() => (this.stretch.read().isLoaded ? 'ready' : this.loading()));
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasBefore = computed(() => this.stretch.read().hasBefore);
  readonly hasAfter = computed(() => this.stretch.read().hasAfter);
  readonly isLoadingBefore = signal(false);
  readonly isLoadingAfter = signal(false);
  /** Set when the last attempt to load further up or down failed. */
  readonly pageProblem = signal<Problem | undefined>(undefined);
  private readonly confirmed = computed(() => this.stretch.read().messages);
  readonly messages = computed(() => {
    const hiding = this.hiding();
    return [...this.confirmed().values()].filter(({ seq }) => !hiding.has(seq)).sort((a, b) => a.seq - b.seq);
  });
  /** Something that is to be in it is still asked for. */
  readonly isIncomplete = computed(() => this.stretch.read().wanted.size > 0 || this.stretch.read().isPartial);
  /** Set while it shows what a device kept that was behind then: when that was written. */
  readonly keptAt = signal<string | undefined>(undefined);
  /** The newest messages, for a device to keep; undefined while it does not reach them. */
  readonly newest = computed(() => {
    const reachesEnd = this.status() === 'ready' && !this.hasAfter() && this.subject === undefined;
    return reachesEnd ? this.messages().slice(-PAGE_SIZE) : undefined;
  });

  constructor(
    private readonly api: Api,
    readonly conversationId: string,
    private readonly stretch: Slot<Stretch>,
    /** Hears what changed, for all views. */
    private readonly apply: (event: RealtimeEvent) => void,
  ) {}

  /** The subject that is shown alone. */
  get subject(): string | undefined {
    return this.stretch.read().subject;
  }

  /** It is current up to here; undefined while nothing is loaded. */
  get knownRev(): number | undefined {
    const { isLoaded, rev } = this.stretch.read();
    return isLoaded ? rev : undefined;
  }

  /** Shows what a device kept until the server answers; does nothing when it did. */
  restore({ rev, hasBefore, keptAt, messages }: KeptStretch, isBehind: boolean): void {
    if (this.status() === 'ready' || this.subject !== undefined) return;
    const page = { items: [...messages], hasBefore, hasAfter: false, lastRev: rev, lastSeq: 0 };
    this.stretch.update((stretch) => beginningWith(stretch, page));
    this.keptAt.set(isBehind ? keptAt : undefined);
  }

  /** Loads the newest page, or the messages around one; what was loaded before is replaced. */
  async load(place: Place = {}): Promise<Loaded> {
    const generation = ++this.generation;
    this.loading.set('loading');
    try {
      const page = await this.page(place);
      if (generation !== this.generation) return 'overtaken';
      this.stretch.update((stretch) => beginningWith(stretch, page));
      this.pageProblem.set(undefined);
      this.problem.set(undefined);
      this.keptAt.set(undefined);
      void this.complete();
      return 'shown';
    } catch (error) {
      if (generation !== this.generation) return 'overtaken';
      this.problem.set(problemOf(error));
      // What is shown stays; that it is not current is said elsewhere.
      this.loading.set('failed');
      return 'failed';
    }
  }

  /** Shows the messages of one subject only; undefined shows all. */
  async showSubject(subject: string | undefined): Promise<void> {
    if (subject === this.subject) return;
    this.stretch.update(({ hidden, clearedThroughSeq, heardRev }) => {
      return { ...NO_STRETCH, hidden, clearedThroughSeq, heardRev, subject };
    });
    await this.load();
  }

  /** Loads the page above; does nothing while it is on its way or when there is none. */
  async loadBefore(): Promise<void> {
    const first = this.messages()[0];
    if (!first || !this.hasBefore() || this.isLoadingBefore()) return;
    await this.extend({ before: first.seq }, this.isLoadingBefore, 'before');
  }

  /** Loads the page below, when the stretch does not reach the newest message. */
  async loadAfter(): Promise<void> {
    const last = this.messages().at(-1);
    if (!last || !this.hasAfter() || this.isLoadingAfter()) return;
    await this.extend({ after: last.seq }, this.isLoadingAfter, 'after');
  }

  /** Fetches what events showed to be missing: what was passed over, and what only the server knows. */
  async complete(): Promise<void> {
    const { isLoaded, rev, heardRev } = this.stretch.read();
    if (!isLoaded) return;
    if (heardRev > rev) await this.catchUp();
    const { wanted, isPartial } = this.stretch.read();
    if (isPartial || wanted.size > MOST_WANTED) await this.reload();
    else await Promise.all([...wanted].map((seq) => this.fetchWanted(seq)));
  }

  /** Fetches what was missed. One at a time; asks again as long as there is more. */
  catchUp(): Promise<void> {
    if (this.status() !== 'ready') return Promise.resolve();
    return (this.catching ??= this.fetchChanges().finally(() => (this.catching = undefined)));
  }

  /** Takes the first changes after `knownRev`, as the server told them for all conversations at once. */
  async take(changes: SyncedChangesDto): Promise<void> {
    if (this.status() !== 'ready') return;
    if (changes.reset) return void (await this.load());
    this.stretch.update((stretch) => currentTo(withMessages(stretch, changes.items), changes.lastRev));
    if (changes.hasMore) await this.catchUp();
    this.stretch.update(doubtingQuotes);
  }

  /** The server knows nothing that is newer. */
  noteCurrent(): void {
    if (this.status() === 'ready') this.keptAt.set(undefined);
  }

  /** Takes it from the screen until `deletion` is settled; then it is as the server says. */
  async hideWhile(seq: number, deletion: Promise<unknown>): Promise<void> {
    this.hiding.update((hiding) => new Set([...hiding, seq]));
    try {
      await deletion;
    } finally {
      this.hiding.update((hiding) => new Set([...hiding].filter((one) => one !== seq)));
    }
  }

  /** Everything I have deleted for myself, after an absence; what came back is fetched. */
  async reconcileHidden(state: MyFullStateDto, lastSeq: number): Promise<void> {
    this.stretch.update((stretch) => reconciled(stretch, state, lastSeq));
    await this.complete();
  }

  /** Without a connection the next one asks again. */
  private async fetchWanted(seq: number): Promise<void> {
    const { conversationId } = this;
    const settle = (messages: readonly MessageDto[]): void =>
      this.stretch.update((stretch) => withAnswer(stretch, seq, messages));
    try {
      settle([await this.api.invoke(getMessage, { conversationId, seq })]);
    } catch (error) {
      if (!isTemporary(problemOf(error))) settle([]);
    }
  }

  private async fetchChanges(): Promise<void> {
    const generation = this.generation;
    const { conversationId } = this;
    for (;;) {
      const before = this.stretch.read().rev;
      const changes = await this.changesAfter(before);
      if (!changes || generation !== this.generation) return;
      if (changes.reset) return void (await this.load());
      if (changes.conversation) this.apply(conversationEvent({ ...changes.conversation, id: conversationId }));
      for (const message of changes.items) this.apply(messageEvent(message));
      for (const subject of changes.subjects ?? []) this.apply(subjectEvent(conversationId, subject));
      if (changes.lastRev > before)
        this.stretch.update((stretch) => doubtingQuotes(currentTo(stretch, changes.lastRev)));
      if (!changes.hasMore) this.keptAt.set(undefined);
      const { rev, heardRev } = this.stretch.read();
      const isBehind = changes.hasMore || heardRev > rev;
      if (!isBehind || rev === before) return;
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

  /** Everything anew, with what was wanted. */
  private async reload(): Promise<void> {
    this.stretch.update((stretch) => ({ ...stretch, wanted: new Set() }));
    await this.load();
  }

  private async extend(
    place: Place,
    isLoading: { set(value: boolean): void },
    where: 'before' | 'after',
  ): Promise<void> {
    const generation = this.generation;
    isLoading.set(true);
    this.pageProblem.set(undefined);
    try {
      const page = await this.page(place);
      if (generation !== this.generation) return;
      this.stretch.update((stretch) => extendedBy(stretch, page, where));
      await this.complete();
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
}
