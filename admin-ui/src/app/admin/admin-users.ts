import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger } from '@angular/cdk/menu';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  resource,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { adminListRoles } from '../api/fn/administration/admin-list-roles';
import { adminListUsers } from '../api/fn/administration/admin-list-users';
import type { AccountPageDto } from '../api/models/account-page-dto';
import type { ListedAccountDto } from '../api/models/listed-account-dto';
import { isolated } from '../core/isolated';
import { ScopedKeys } from '../core/key-scope';
import { problemOf } from '../core/problem';
import { ServerMeta } from '../core/server-meta';
import { Session } from '../core/session';
import { may } from '../core/staff';
import { briefly, clockTime } from '../core/times';
import { Avatar } from '../ui/avatar';
import { AppDialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { FieldValue } from '../ui/field-value';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import { AccountPeek } from './account-peek';
import { AccountActs, type ManyAct } from './accounts/account-acts';
import { type AccountColumn, chosenColumns, type ColumnId, COLUMNS } from './accounts/account-columns';
import { ACCOUNT_KEYS } from './accounts/account-keys';
import {
  type AccountQuery,
  compact,
  FILTER_NAMES,
  type FilterName,
  filtersOf,
  parametersOf,
  queryOf,
  requestOf,
  type SortKey,
  without,
} from './accounts/account-query';
import { AccountSelection } from './accounts/account-selection';
import type { EditedFilter } from './accounts/edit-filter';
import { accountName, accountState } from './accounts/account-state';
import { chipText, FILTER_LABELS } from './accounts/filter-words';
import { SavedViews } from './accounts/saved-views';
import { mayLeave } from './confirm-leaving';
import { Teams } from '../state/teams/teams';
import { roleOf } from './roles';
import { roleName } from './roles/role-words';
import { Words } from '../core/words/loading';
import { t } from '../core/words/words';

const PAGE = 50;
/** Nobody reads what is found while they go on typing. */
const TYPING_MS = 250;
/** Roles that an account's flags say. */
const OF_FLAGS = ['member', 'staff', 'superuser'];

/**
 * Everybody's accounts: found, filtered, sorted and selected across pages, with a closer look beside the table. Which of
 * them are shown stands in the address.
 */
@Component({
  selector: 'app-admin-users',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    // The compiler finds what comes later only where it stands by itself.
    AccountPeek,
    ...[Avatar, CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger],
    ...[EmptyState, ErrorState, FieldValue, Icon, RouterLink, Skeleton],
  ],
  providers: [AccountActs, AccountSelection, SavedViews],
  templateUrl: './admin-users.html',
  styleUrls: ['./console-page.css', './admin-users.css'],
  host: { '[class.peeking]': '!!peeked()' },
})
export class AdminUsers {
  protected readonly t = t;
  /** From the address, as all that follow it. */
  readonly search = input<string>();
  readonly status = input<string>();
  readonly role = input<string>();
  readonly team = input<string>();
  readonly flag = input<string>();
  readonly twoFactor = input<string>();
  readonly loginFrom = input<string>();
  readonly loginTo = input<string>();
  readonly joinedFrom = input<string>();
  readonly joinedTo = input<string>();
  readonly inactiveDays = input<string>();
  readonly sort = input<string>();
  readonly page = input<string>();
  readonly after = input<string>();

  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly words = inject(Words);
  private readonly keys = inject(ScopedKeys);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');
  protected readonly acts = inject(AccountActs);
  protected readonly selection = inject(AccountSelection);
  protected readonly views = inject(SavedViews);

  private readonly me = inject(Session).me;
  private readonly isClosed = inject(ServerMeta).isRegistrationClosed;
  protected readonly mayAnonymise = computed(() => may(this.me(), 'user.anonymise'));
  protected readonly mayManage = computed(() => may(this.me(), 'user.manage'));
  protected readonly mayInvite = computed(() => may(this.me(), 'invite.manage') && !this.isClosed());
  protected readonly maySignOut = computed(() => may(this.me(), 'session.manage'));
  protected readonly mayGiveRoles = computed(() => may(this.me(), 'role.manage'));
  protected readonly mayImport = computed(() => may(this.me(), 'user.import'));
  protected readonly mayExport = computed(() => may(this.me(), 'user.export'));

  protected readonly query = computed<AccountQuery>(() =>
    queryOf({
      ...{ search: this.search(), status: this.status(), role: this.role(), flag: this.flag(), sort: this.sort() },
      ...{ loginFrom: this.loginFrom(), loginTo: this.loginTo(), inactiveDays: this.inactiveDays() },
      ...{ twoFactor: this.twoFactor(), team: this.team() },
      ...{ joinedFrom: this.joinedFrom(), joinedTo: this.joinedTo() },
    }),
  );
  protected readonly filters = computed(() => filtersOf(this.query()));
  protected readonly isFiltered = computed(() => this.filters().length > 0 || !!this.query().search?.trim());
  protected readonly more = computed(() => FILTER_NAMES.filter((name) => !this.filters().includes(name)));
  protected readonly pageNumber = computed(() => Math.max(1, Math.floor(Number(this.page()) || 1)));
  /** Where the pages begin that were seen, for the way back. */
  private readonly cursors = new Map<number, string>();
  private typing: ReturnType<typeof setTimeout> | undefined;
  /** What stands in the field; the address follows, and is followed when somebody goes back. */
  protected readonly typed = linkedSignal<string, string>({
    source: () => this.search() ?? '',
    computation: (search, before) => (before && this.typing !== undefined ? before.value : search),
  });

  private readonly open = viewChild<AccountPeek>('peek');
  /** The row that gets the focus when the list was loaded anew; where there is none, the search. */
  private readonly returnsTo = signal<string | undefined>(undefined);
  private readonly peekedId = signal<string | undefined>(undefined);

  private readonly teams = inject(Teams).items;
  private readonly roles = resource({ loader: () => this.api.invoke(adminListRoles) });
  protected readonly allRoles = computed(() => (this.roles.hasValue() ? this.roles.value().items : []));
  protected readonly accounts = resource({
    params: () => ({ request: requestOf(this.query()), cursor: this.after() }),
    loader: ({ params: { request, cursor } }) =>
      this.api.invoke(adminListUsers, { ...request, limit: PAGE, ...(cursor && { cursor }) }),
    equal: (one, other) => one === other,
  });
  /** The last page that came: it stays while the next one comes, or does not. */
  protected readonly shown = linkedSignal<AccountPageDto | undefined, AccountPageDto | undefined>({
    source: () => (this.accounts.hasValue() ? this.accounts.value() : undefined),
    computation: (page, before) => page ?? before?.value,
  });
  protected readonly items = computed(() => this.shown()?.items ?? []);
  protected readonly total = computed(() => this.shown()?.total);
  protected readonly next = computed(() => this.shown()?.nextCursor ?? null);
  protected readonly range = computed(() => {
    const from = (this.pageNumber() - 1) * PAGE + 1;
    return t('accounts.range', { from, to: from + this.items().length - 1, total: this.total() ?? 0 });
  });
  protected readonly isPageSelected = computed(
    () => this.items().length > 0 && this.items().every((account) => this.selection.has(account)),
  );
  protected readonly isSomeSelected = computed(
    () => !this.isPageSelected() && this.items().some((account) => this.selection.has(account)),
  );
  protected readonly peeked = computed(() => this.items().find((account) => account.id === this.peekedId()));
  protected readonly problem = computed(() => {
    const error = this.accounts.error();
    return error && problemOf(error);
  });

  private readonly chosen = chosenColumns();
  protected readonly allColumns: readonly (AccountColumn & { readonly id: ColumnId })[] = COLUMNS;
  protected readonly columns = computed(() => this.allColumns.filter(({ id }) => this.chosen().includes(id)));
  protected readonly label = FILTER_LABELS;
  protected readonly flagRole = roleOf;
  protected readonly time = briefly;
  protected readonly state = accountState;
  protected readonly name = accountName;
  protected readonly reload = (): void => void this.accounts.reload();

  constructor() {
    // Whoever opens somebody while the list is still to follow what was typed is not to be led anywhere by it.
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
    // Who is selected was chosen among these.
    const among = computed(() => JSON.stringify(requestOf({ ...this.query(), ...{ sort: undefined } })));
    effect(() => {
      among();
      untracked(() => this.selection.clear());
    });
    // Whoever was acted on may not match any more.
    effect(() => {
      const id = this.returnsTo();
      if (id === undefined || this.accounts.isLoading()) return;
      this.returnsTo.set(undefined);
      afterNextRender(() => this.focusRow(id) || this.box().nativeElement.focus(), { injector: this.injector });
    });
  }

  protected find(search: string): void {
    this.typed.set(search);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.typing = undefined;
      this.show(compact({ ...this.query(), search }), { replaceUrl: true });
    }, TYPING_MS);
  }

  /** Shows who matches from the first page on. */
  protected show(query: AccountQuery, options: { readonly replaceUrl?: boolean } = {}): void {
    this.cursors.clear();
    void this.router.navigate([], { queryParams: parametersOf(query), ...options });
  }

  protected async edit(filter: FilterName): Promise<void> {
    const data: EditedFilter = { filter, query: this.query(), roles: this.allRoles(), teams: this.teams() };
    const { EditFilter } = await import('./accounts/edit-filter');
    const dialog = this.dialogs.open<AccountQuery, EditedFilter, object>(EditFilter, { data, width: 400 });
    const query = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (query) this.show(query);
  }

  protected remove(filter: FilterName): void {
    this.show(without(this.query(), filter));
  }

  protected showEveryone(): void {
    const { sort } = this.query();
    this.show(compact({ sort }));
  }

  protected chip(filter: FilterName): string {
    return chipText(filter, this.query(), { roles: this.allRoles(), teams: this.teams() });
  }

  /** By this column, then from its other end. */
  protected sortBy(key: SortKey, isTime = false): void {
    const [first, then] = isTime ? ([`-${key}`, key] as const) : ([key, `-${key}`] as const);
    this.show({ ...this.query(), sort: this.query().sort === first ? then : first });
  }

  protected sortedBy(key: SortKey | undefined): 'ascending' | 'descending' | null {
    const sort = this.query().sort ?? (this.query().search ? undefined : 'username');
    if (key === undefined || sort?.replace('-', '') !== key) return null;
    return sort.startsWith('-') ? 'descending' : 'ascending';
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

  protected toggleColumn(id: ColumnId): void {
    const chosen = this.chosen();
    this.chosen.set(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  }

  protected async saveView(): Promise<void> {
    const query = this.query();
    const { SaveView } = await import('./accounts/save-view');
    const dialog = this.dialogs.open<string, null, object>(SaveView, { width: 400 });
    const name = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (!name) return;
    if (this.views.save({ name, query })) this.toasts.show({ text: t('accounts.viewSaved') });
    else this.toasts.showError(t('accounts.tooManyViews'));
  }

  protected deleteView(name: string): void {
    this.views.delete(name);
    this.toasts.show({ text: t('accounts.viewDeleted') });
  }

  protected deleteLabel(name: string): string {
    return t('accounts.deleteView', { name: isolated(name) });
  }

  protected selectLabel({ displayName }: ListedAccountDto): string {
    return t('accounts.select', { name: isolated(displayName) });
  }

  protected async act(act: ManyAct): Promise<void> {
    if (await this.acts.run(act, this.query())) this.afterAct();
  }

  protected async changeRole(): Promise<void> {
    if (await this.acts.changeRole(this.allRoles(), this.query())) this.afterAct();
  }

  /** The bar goes, and with it the button that had the focus. */
  private afterAct(): void {
    this.returnsTo.set(this.items().find((account) => this.selection.has(account))?.id ?? '');
    this.selection.clear();
    this.accounts.reload();
  }

  protected lockedText({ lockedUntil }: ListedAccountDto): string {
    return lockedUntil ? t('accounts.lockedUntil', { when: clockTime(lockedUntil) }) : '';
  }

  /** The names of the roles that were granted to an account. */
  protected granted({ roles }: ListedAccountDto): string[] {
    const keys = roles.filter((key) => !OF_FLAGS.includes(key));
    return keys.map((key) => {
      const role = this.allRoles().find((one) => one.key === key);
      return role ? roleName(role) : key;
    });
  }

  protected steer(event: KeyboardEvent, account: ListedAccountDto, at: number): void {
    const focus = (place: number) => () => this.focusRow(this.items()[place]?.id);
    this.keys.run(ACCOUNT_KEYS, event, {
      up: focus(at - 1),
      down: focus(at + 1),
      first: focus(0),
      last: focus(this.items().length - 1),
      select: () => this.selection.toggle(account, this.items()),
      selectRange: () => this.selection.toggle(account, this.items(), true),
      open: () => this.openPage(account),
      selectNone: () => (this.selection.count() > 0 ? this.selection.clear() : false),
    });
  }

  protected async peek(account: ListedAccountDto): Promise<void> {
    if (account.id === this.peekedId() || !(await mayLeave(this.open(), this.dialogs))) return;
    await this.words.load('account');
    this.peekedId.set(account.id);
  }

  /** All there is to know of an account, on a page of its own. */
  protected openPage({ id }: ListedAccountDto): void {
    void this.router.navigate(['/admin/people', id]);
  }

  /** Also asked before the page is left. */
  hasChanges(): boolean {
    return this.open()?.hasChanges() ?? false;
  }

  /** The focus goes back to the row. */
  protected async leavePeek({ id }: ListedAccountDto): Promise<void> {
    if (!(await mayLeave(this.open(), this.dialogs))) return;
    this.peekedId.set(undefined);
    afterNextRender(() => this.focusRow(id), { injector: this.injector });
  }

  protected async create(): Promise<void> {
    const [{ CreateAccount }] = await Promise.all([import('./create-account'), this.words.load('account')]);
    this.dialogs.open(CreateAccount).closed.subscribe(() => this.accounts.reload());
  }

  protected invite(): void {
    void this.router.navigate(['/admin/invitations'], { queryParams: { invite: true } });
  }

  private go(page: number): void {
    const after = this.cursors.get(page);
    this.scroller().nativeElement.scrollTop = 0;
    const queryParams = { ...parametersOf(this.query()), ...(after !== undefined && { page, after }) };
    void this.router.navigate([], { queryParams });
  }

  /** False where there is no such row: the key is anybody's then. */
  private focusRow(id: string | undefined): boolean {
    const row = id && this.element.nativeElement.querySelector<HTMLElement>(`[data-id="${id}"]`);
    if (row) row.focus();
    return !!row;
  }
}
