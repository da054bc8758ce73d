import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  resource,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { adminListConversations } from '../../api/fn/administration/admin-list-conversations';
import type { OverseenGroupDto } from '../../api/models/overseen-group-dto';
import type { OverseenGroupPageDto } from '../../api/models/overseen-group-page-dto';
import { ScopedKeys } from '../../core/key-scope';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { briefly } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { listed, t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { GROUP_KEYS } from './group-keys';
import { GroupPeek } from './group-peek';
import { groupQueryOf, type GroupQuery, type GroupSortKey, orderOf, sortedBy } from './group-query';

const PAGE = 50;
/** Nobody reads what is found while they go on typing. */
const TYPING_MS = 250;
/** The server counts no further. */
const MOST_COUNTED = 10_000;

const COLUMNS = [
  { key: 'members', label: 'oversight.members' },
  { key: undefined, label: 'oversight.messages' },
  { key: 'created', label: 'oversight.created' },
  { key: 'activity', label: 'oversight.activity' },
] as const satisfies readonly { readonly key: GroupSortKey | undefined; readonly label: PlainKey }[];

/**
 * All groups of the organisation by name and numbers, with a closer look at one of them beside the table; never what is
 * said in them. Which of them are shown, and which one is open, stands in the address.
 */
@Component({
  selector: 'app-groups-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, FieldValue, GroupPeek, Icon, Skeleton],
  templateUrl: './groups-page.html',
  styleUrls: ['../console-page.css', '../admin-users.css', './groups-page.css'],
  host: { '[class.peeking]': '!!group()' },
})
export class GroupsPage {
  protected readonly t = t;
  /** From the address, as all that follow it. */
  readonly q = input<string>();
  readonly ownerless = input<string>();
  readonly sort = input<string>();
  readonly page = input<string>();
  readonly after = input<string>();
  /** Which one is open. */
  readonly group = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');

  protected readonly query = computed(() =>
    groupQueryOf({ q: this.q(), ownerless: this.ownerless(), sort: this.sort() }),
  );
  protected readonly isFiltered = computed(() => !!this.query().q?.trim() || !!this.query().ownerless);
  protected readonly pageNumber = computed(() => Math.max(1, Math.floor(Number(this.page()) || 1)));
  /** Where the pages begin that were seen, for the way back. */
  private readonly cursors = new Map<number, string>();
  private typing: ReturnType<typeof setTimeout> | undefined;
  /** What stands in the field; the address follows, and is followed when somebody goes back. */
  protected readonly typed = linkedSignal<string, string>({
    source: () => this.q() ?? '',
    computation: (q, before) => (before && this.typing !== undefined ? before.value : q),
  });

  protected readonly groups = resource({
    params: () => ({ query: this.query(), cursor: this.after() }),
    loader: ({ params: { query, cursor } }) =>
      this.api.invoke(adminListConversations, { ...query, limit: PAGE, ...(cursor && { cursor }) }),
    equal: (one, other) => one === other,
  });
  /** The last page that came: it stays while the next one comes, or does not. */
  protected readonly shown = linkedSignal<OverseenGroupPageDto | undefined, OverseenGroupPageDto | undefined>({
    source: () => (this.groups.hasValue() ? this.groups.value() : undefined),
    computation: (page, before) => page ?? before?.value,
  });
  protected readonly items = computed(() => this.shown()?.items ?? []);
  protected readonly next = computed(() => this.shown()?.nextCursor ?? null);
  protected readonly total = computed(() => {
    const total = this.shown()?.total;
    if (total === undefined) return undefined;
    return total < MOST_COUNTED ? numberText(total) : t('oversight.atLeast', { number: numberText(total) });
  });
  protected readonly range = computed(() => {
    const from = (this.pageNumber() - 1) * PAGE + 1;
    const to = from + this.items().length - 1;
    return t('oversight.range', { from: numberText(from), to: numberText(to), total: this.total() ?? '' });
  });
  protected readonly problem = computed(() => {
    const error = this.groups.error();
    return error && problemOf(error).detail;
  });
  protected readonly columns = COLUMNS;
  protected readonly time = briefly;
  protected readonly numbered = numberText;

  constructor() {
    // Whoever opens a group while the list is still to follow what was typed is not to be led anywhere by it.
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected owners({ owners, ownerCount }: OverseenGroupDto): string {
    const names = owners.map(({ displayName }) => displayName);
    const more = ownerCount - owners.length;
    return listed(more > 0 ? [...names, t('oversight.moreOwners', { count: more })] : names);
  }

  protected find(q: string): void {
    this.typed.set(q);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.typing = undefined;
      const { q: _, ...rest } = this.query();
      this.show({ ...rest, ...(q.trim() && { q }) }, { replaceUrl: true });
    }, TYPING_MS);
  }

  /** Shows those that match from the first page on. */
  protected show(query: GroupQuery, options: { readonly replaceUrl?: boolean } = {}): void {
    this.cursors.clear();
    void this.router.navigate([], { queryParams: { ...query }, ...options });
  }

  protected toggleOwnerless(): void {
    const { ownerless, ...rest } = this.query();
    this.show(ownerless ? rest : { ...rest, ownerless: 'true' });
  }

  protected showAll(): void {
    const { sort } = this.query();
    this.show(sort ? { sort } : {});
  }

  protected sortBy(key: GroupSortKey): void {
    this.show(sortedBy(this.query(), key));
  }

  protected way(key: GroupSortKey | undefined): 'ascending' | 'descending' | null {
    const order = orderOf(this.query());
    if (order.replace('-', '') !== key) return null;
    return order.startsWith('-') ? 'descending' : 'ascending';
  }

  protected forward(): void {
    const next = this.next();
    if (next === null) return;
    this.cursors.set(this.pageNumber() + 1, next);
    this.go(this.pageNumber() + 1);
  }

  protected backward(): void {
    const page = this.pageNumber() - 1;
    // Whoever came by a link knows no page before this one but the first.
    this.go(this.cursors.has(page) ? page : 1);
  }

  protected open({ id: group }: OverseenGroupDto): void {
    void this.router.navigate([], { queryParams: { group }, queryParamsHandling: 'merge' });
  }

  /** The focus goes back to its row; where that is gone, to the first one, or to the search. */
  protected async leave(): Promise<void> {
    const id = this.group();
    await this.router.navigate([], { queryParams: { group: null }, queryParamsHandling: 'merge' });
    const focus = (): void => {
      if (!this.focusRow(id) && !this.focusRow(this.items()[0]?.id)) this.box().nativeElement.focus();
    };
    afterNextRender(focus, { injector: this.injector });
  }

  /** A group that was deleted is in no list any more, also until the next page of it came. */
  protected async drop(): Promise<void> {
    const id = this.group();
    this.shown.update((page) => page && { ...page, items: page.items.filter((one) => one.id !== id) });
    await this.leave();
    this.groups.reload();
  }

  protected steer(event: KeyboardEvent, group: OverseenGroupDto, at: number): void {
    const focus = (place: number) => () => this.focusRow(this.items()[place]?.id);
    this.keys.run(GROUP_KEYS, event, {
      up: focus(at - 1),
      down: focus(at + 1),
      first: focus(0),
      last: focus(this.items().length - 1),
      open: () => this.open(group),
    });
  }

  private go(page: number): void {
    const after = this.cursors.get(page);
    this.scroller().nativeElement.scrollTop = 0;
    const queryParams = { ...this.query(), ...(after !== undefined && { page, after }) };
    void this.router.navigate([], { queryParams });
  }

  /** False where there is no such row: the key is anybody's then. */
  private focusRow(id: string | undefined): boolean {
    const row = id && this.element.nativeElement.querySelector<HTMLElement>(`[data-id="${id}"]`);
    if (row) row.focus();
    return !!row;
  }
}
