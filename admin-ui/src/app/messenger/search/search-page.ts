import { Location } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ScopedKeys } from '../../core/key-scope';
import { PageTitle } from '../../core/page-title';
import { oneOf, preference } from '../../core/preferences/preference';
import { Link } from '../../core/realtime/link';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { Blocks } from '../../state/blocks/blocks';
import { MessengerSync } from '../../state/sync/messenger-sync';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { OPERATOR_WORDS } from './chip-words';
import { type Grouping, GROUPINGS, hitGroups, type HitRow } from './hit-rows';
import type { Asked } from './found-messages';
import { HitParts } from './hit-parts';
import { RecentSearches } from './recent-searches';
import { SearchField } from './search-field';
import { HIT_KEYS } from './search-keys';
import { SearchNotesView } from './search-notes';
import { isSearchable, type Operator, OPERATORS, queryOf, searchOf, type TypedSearch } from './search-terms';
import { SearchVisit } from './search-visit';

/** So long after the last key it is searched. */
const PAUSE_MS = 250;

/** All my messages, found by words and operators. What is searched for and how it is shown stands in the address. */
@Component({
  selector: 'app-search-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [...[Avatar, EmptyState, ErrorState, HitParts, Icon, RouterLink, SearchField, SearchNotesView, Skeleton]],
  templateUrl: './search-page.html',
  styleUrls: ['../list-page.css', './search-page.css'],
  host: { role: 'main' },
})
export class SearchPage {
  protected readonly t = t;
  protected readonly operators = OPERATORS.map((operator) => ({ operator, ...OPERATOR_WORDS[operator] }));
  /** From the address. */
  readonly q = input<string>();
  readonly sort = input<string>();
  readonly group = input<string>();

  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly session = inject(Session);
  private readonly blocks = inject(Blocks);
  private readonly keys = inject(ScopedKeys);
  private readonly title = inject(PageTitle);
  private readonly visit = inject(SearchVisit);
  protected readonly link = inject(Link);
  protected readonly recent = inject(RecentSearches);
  protected readonly found = this.visit.found;
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly field = viewChild.required(SearchField);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly chosenGrouping = preference<Grouping>('search.group', 'time', oneOf(GROUPINGS));

  protected readonly query = computed(() => this.q()?.trim() ?? '');
  protected readonly order = computed((): Asked['sort'] => (this.sort() === 'best' ? 'best' : 'newest'));
  protected readonly grouping = computed(() => oneOf(GROUPINGS)(this.group()) ?? this.chosenGrouping());
  /** What stands in the field: the search of the address, and what is not asked for yet. */
  protected readonly typed = linkedSignal<string, TypedSearch>({
    source: this.query,
    computation: (query, before) => (before && queryOf(before.value) === query ? before.value : searchOf(query)),
  });
  protected readonly isSearching = computed(() => isSearchable(this.query()));
  protected readonly groups = computed(() =>
    hitGroups(this.found.items(), {
      grouping: this.grouping(),
      sort: this.order(),
      myId: this.session.me()?.id,
      isBlocked: (userId) => this.blocks.has(userId),
    }),
  );
  /** What the server has against the search itself is said at the field. */
  protected readonly refusal = computed(() => {
    const problem = this.found.problem();
    return problem?.status === 400 && this.found.status() === 'failed' ? problem.detail : '';
  });
  protected readonly isOffline = computed(
    () => this.found.status() === 'failed' && this.found.problem()?.code === 'network',
  );
  protected readonly hasNothing = computed(() => this.found.status() === 'ready' && this.found.items().length === 0);
  /** Said to those who do not see the results come. */
  protected readonly outcome = computed(() => {
    if (!this.isSearching() || this.found.status() !== 'ready') return '';
    const count = this.found.items().length;
    return this.found.hasMore() ? t('search.shownOrMore', { count }) : t('search.shown', { count });
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(MessengerSync);
    this.visit.begin();
    effect(() => {
      const [q, sort] = [this.query(), this.order()];
      untracked(() => {
        if (isSearchable(q)) this.found.search({ q, sort });
        else this.found.clear();
        if (q !== '') this.title.name(q);
      });
    });
    // A page may not fill the list, and nothing could be scrolled.
    afterRenderEffect(() => {
      this.groups();
      if (this.found.status() === 'ready' && this.found.hasMore()) untracked(() => this.loadNearEnd());
    });
    afterNextRender(() => this.resume());
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected change(typed: TypedSearch): void {
    this.typed.set(typed);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  /** Now, and it is remembered. */
  protected submit(): void {
    this.ask();
    const query = queryOf(this.typed());
    if (isSearchable(query)) this.recent.add(query);
  }

  protected searchFor(query: string): void {
    this.typed.set(searchOf(query));
    this.submit();
    this.field().focus();
  }

  protected correct({ from, to }: { readonly from: string; readonly to: string }): void {
    // What was typed may be the beginning of a name of an operator, or stand in a phrase: only the word itself is another.
    const { chips, text } = this.typed();
    const words = text.split(/(\s+|")/).map((word) => (word.toLowerCase() === from.toLowerCase() ? to : word));
    this.typed.set({ chips, text: words.join('') });
    this.submit();
    this.field().focus();
  }

  protected begin(operator: Operator): void {
    this.field().begin(operator);
  }

  protected setOrder(sort: 'newest' | 'best'): void {
    void this.go({ sort: sort === 'best' ? sort : null });
  }

  protected setGrouping(grouping: Grouping): void {
    this.chosenGrouping.set(grouping);
    void this.go({ group: null });
  }

  protected steer(event: KeyboardEvent): void {
    const rows = this.rows();
    const at = rows.indexOf(event.currentTarget as HTMLElement);
    const move = (to: number) => () => rows[to]?.focus();
    this.keys.run(HIT_KEYS, event, {
      up: () => (at === 0 ? this.field().focus() : move(at - 1)()),
      down: move(at + 1),
      first: move(0),
      last: move(rows.length - 1),
      // A link does.
      open: () => false,
    });
  }

  protected focusFirst(): void {
    this.rows()[0]?.focus();
  }

  /** The link leads there; what is left here waits. */
  protected leave({ key }: HitRow): void {
    this.recent.add(this.query());
    this.visit.leave({ key, scrollTop: this.scroller().nativeElement.scrollTop });
  }

  /** Asks for the next page a screen before the end. */
  protected loadNearEnd(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    if (scrollHeight - scrollTop < clientHeight * 2) void this.found.more();
  }

  /** On a phone: where one was before. */
  protected goBack(): void {
    if (this.router.lastSuccessfulNavigation()?.previousNavigation) this.location.back();
    else void this.router.navigateByUrl('/chats');
  }

  /** Back from a result everything is as it was; else the first thing to do is to type. */
  private resume(): void {
    const left = this.visit.comeBack();
    const row = left && this.rows().find((one) => one.dataset['key'] === left.key);
    if (!left || this.rows().length === 0) return this.field().focus();
    this.scroller().nativeElement.scrollTop = left.scrollTop;
    (row ?? this.rows()[0])?.focus({ preventScroll: true });
  }

  private ask(): void {
    clearTimeout(this.timer);
    const query = queryOf(this.typed());
    if (query === this.query()) return;
    this.visit.comeBack();
    void this.go({ q: query || null });
  }

  private go(queryParams: Readonly<Record<string, string | null>>): Promise<boolean> {
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private rows(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('.hit')];
  }
}
