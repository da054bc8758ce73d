import { Location } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import type { SearchHitDto } from '../../api/models/search-hit-dto';
import { isolated } from '../../core/isolated';
import { ScopedKeys } from '../../core/key-scope';
import { numberText } from '../../core/number-text';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { Finding } from '../open-conversation/finding';
import { OpenConversation } from '../open-conversation/open-conversation';
import { FoundMessages } from './found-messages';
import { markHits, type MarkedPlace } from './hit-marks';
import { shownHits, shownHitsAsTyped } from './marked-text';
import { FIND_BAR_KEYS } from './search-keys';
import { isSearchable, queryOf, searchOf } from './search-terms';

/** So long after the last key it is searched. */
const PAUSE_MS = 250;
/** A longer message shows only its beginning at first. */
const LONG = 3_000;
const LINES = 40;

/** Searches in the conversation that is open, from one result to the next, and marks them; also for a result that was opened from a list. */
@Component({
  selector: 'app-find-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FieldValue, Icon],
  providers: [FoundMessages],
  templateUrl: './find-bar.html',
  styleUrl: './find-bar.css',
})
export class FindBar {
  protected readonly t = t;
  /** The search of whose results one is shown; undefined where somebody begins to search here. */
  readonly query = input<string>();
  /** Which result. */
  readonly at = input<string>();

  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly finding = inject(Finding);
  protected readonly open = inject(OpenConversation);
  protected readonly found = inject(FoundMessages);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');
  private readonly focusedBefore = this.document.activeElement;

  protected readonly hasWords = signal(false);
  /** It is about this conversation, whatever else was searched. */
  protected readonly term = linkedSignal(() => {
    const { chips, text } = searchOf(this.query() ?? '');
    return queryOf({ chips: chips.filter(({ operator }) => operator !== 'in'), text });
  });
  protected readonly isFromResults = computed(() => this.query() !== undefined);
  private readonly isSearching = computed(() => isSearchable(this.term()));
  /** The result that is shown. */
  private readonly current = linkedSignal<number | undefined>(() =>
    this.isFromResults() ? Number(this.at()) : undefined,
  );
  /** That there is no more in a direction, until there are other results. */
  private readonly end = linkedSignal({ source: () => [this.term(), this.found.items()], computation: () => '' });
  protected readonly note = computed(() => {
    if (!this.isSearching()) return '';
    const problem = this.found.problem();
    if (this.found.status() === 'failed') return problem?.detail ?? '';
    if (this.found.status() === 'searching' || this.found.isLoadingMore()) return t('search.searching');
    if (this.found.items().length === 0) return t('search.noneHere');
    return this.end() || this.placeOfCurrent();
  });
  protected readonly hasHits = computed(() => this.isSearching() && this.found.items().length > 0);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void inject(Words)
      .load('search')
      .then(() => this.hasWords.set(true));
    this.finding.leadOutBy(() => this.leave());
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.finding.leadOutBy(undefined);
      markHits([]);
    });
    effect(() => {
      const query = this.query();
      if (query !== undefined) untracked(() => this.search());
    });
    // Where somebody begins to search, the nearest result before what they read is shown.
    effect(() => {
      if (this.found.status() !== 'ready' || this.found.items().length === 0) return;
      untracked(() => this.current() === undefined && this.showNearest());
    });
    afterRenderEffect(() => {
      if (this.finding.asked() > 0 && this.hasWords()) untracked(() => this.box()?.nativeElement.select());
    });
    this.keepMarks();
  }

  protected type(term: string): void {
    this.term.set(term);
    this.current.set(undefined);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE_MS);
  }

  protected steer(event: KeyboardEvent): void {
    this.keys.run(FIND_BAR_KEYS, event, {
      older: () => this.older(),
      newer: () => this.newer(),
      close: () => this.leave(),
    });
  }

  /** Where no answer came, asks again: Enter is what one presses then. */
  protected async older(): Promise<void> {
    if (this.isSearching() && this.found.status() === 'failed') return this.found.retry();
    const from = this.current() ?? Infinity;
    let next = this.olderThan(from);
    while (!next && this.found.hasMore() && !this.found.moreProblem()) {
      await this.found.more();
      next = this.olderThan(from);
    }
    this.show(next, t('search.noOlder'));
  }

  protected async newer(): Promise<void> {
    const from = this.current() ?? 0;
    // The results from the newest down to this one have to be there.
    while ((this.found.items().at(-1)?.message.seq ?? 0) > from && this.found.hasMore() && !this.found.moreProblem())
      await this.found.more();
    const next = this.found.items().findLast(({ message }) => message.seq > from);
    this.show(next, t('search.noNewer'));
  }

  /** Back to the results, or to where one was before one searched here. */
  protected leave(): void {
    const query = this.query();
    if (query === undefined) return this.close();
    const state = this.location.getState() as { readonly fromSearch?: boolean } | null;
    if (state?.fromSearch) this.location.back();
    else void this.router.navigate(['/search'], { queryParams: { q: query } });
  }

  /** Nothing is searched any more; whoever came from results stays here. */
  protected close(): void {
    const { focusedBefore } = this;
    this.finding.isHere.set(false);
    if (this.isFromResults()) {
      const queryParams = { find: null };
      void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
    } else if (focusedBefore instanceof HTMLElement && focusedBefore.isConnected) {
      focusedBefore.focus({ preventScroll: true });
    }
  }

  /** Which of the results is shown, the newest first. */
  private placeOfCurrent(): string {
    const items = this.found.items();
    const place = items.findIndex(({ message }) => message.seq === this.current()) + 1;
    const all = `${numberText(items.length)}${this.found.hasMore() ? '+' : ''}`;
    return place === 0 ? '' : t('search.placeOf', { place: numberText(place), all: isolated(all) });
  }

  private search(): void {
    clearTimeout(this.timer);
    const q = this.term().trim();
    if (isSearchable(q)) this.found.search({ q, sort: 'newest', in: this.open.feed.conversationId });
    else this.found.clear();
  }

  private olderThan(seq: number): SearchHitDto | undefined {
    return this.found.items().find(({ message }) => message.seq < seq);
  }

  private showNearest(): void {
    const key = this.open.seenKey();
    const seen = key === undefined ? undefined : this.open.newestSeqUpTo(key);
    this.show(this.olderThan((seen ?? Infinity) + 1) ?? this.found.items().at(-1), '');
  }

  private show(hit: SearchHitDto | undefined, orElse: string): void {
    this.end.set(hit ? '' : orElse);
    if (!hit) return;
    const { seq } = hit.message;
    this.current.set(seq);
    this.finding.seenSeq.set(seq);
  }

  /** Rows come and go as one scrolls, and their texts are drawn later than they are. */
  private keepMarks(): void {
    let frame: number | undefined;
    const markSoon = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        this.mark();
      });
    };
    effect(() => {
      this.found.items();
      this.open.rows();
      this.current();
      untracked(markSoon);
    });
    const changes = new MutationObserver(markSoon);
    afterNextRender(
      () => {
        const log = this.document.querySelector('app-message-log');
        if (log) changes.observe(log, { childList: true, subtree: true });
      },
      { injector: this.injector },
    );
    inject(DestroyRef).onDestroy(() => {
      changes.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
    });
  }

  private mark(): void {
    const hits = this.isSearching() ? this.found.items() : [];
    markHits(hits.flatMap((hit) => this.placesOf(hit)));
  }

  /** Where a result is drawn; the whole of a long one, so that what was found is not in what is folded. */
  private placesOf({
    message,
    highlights,
    subjectHighlights,
    forwardedHighlights,
    files,
  }: SearchHitDto): MarkedPlace[] {
    const key = this.open.keyOf(message.seq);
    const row =
      key === undefined ? null : this.document.querySelector(`app-message-log [data-key="${CSS.escape(key)}"]`);
    if (key === undefined || !row) return [];
    const { body, subject, forwarded, attachments } = message;
    const isLong = (text: string): boolean => text.length > LONG || text.split('\n').length > LINES;
    if (
      message.seq === this.current() &&
      (isLong(body) || isLong(forwarded?.body ?? '')) &&
      !this.open.unfolded().has(key)
    )
      this.open.unfolded.update((keys) => new Set([...keys, key]));
    const names = files.flatMap(({ id, highlights: ofName }) =>
      shownHitsAsTyped(attachments.find((file) => file.id === id)?.name ?? '', ofName),
    );
    const places = [
      { selector: '.bub > app-markdown .md', hits: shownHits(body, highlights) },
      { selector: '.subj', hits: shownHitsAsTyped(subject ?? '', subjectHighlights) },
      { selector: 'app-forwarded .md', hits: shownHits(forwarded?.body ?? '', forwardedHighlights) },
      { selector: 'app-message-files', hits: names },
    ];
    return places.flatMap(({ selector, hits }) => {
      const element = row.querySelector(selector);
      return element && hits.length > 0 ? [{ element, hits }] : [];
    });
  }
}
