import { Clipboard } from '@angular/cdk/clipboard';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  resource,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminGetUser } from '../../api/fn/administration/admin-get-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { PageTitle } from '../../core/page-title';
import { problemOf } from '../../core/problem';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { dateInWords } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { TabList } from '../../ui/tab-list';
import { AccountFlags } from '../account-flags';
import { accountName, accountState } from '../accounts/account-state';
import { roleOf } from '../roles';
import { AccountRoles } from '../roles/account-roles';
import { AccountTeams } from '../teams/account-teams';
import { PersonAccess } from './person-access';
import { PersonActivity } from './person-activity';
import { PersonDanger } from './person-danger';
import { PersonGroups } from './person-groups';
import { PersonOverview } from './person-overview';

const PARTS = [
  { part: 'overview', label: 'someone.overview' },
  { part: 'access', label: 'someone.access' },
  { part: 'roles', label: 'someone.roles' },
  { part: 'groups', label: 'someone.groups' },
  { part: 'activity', label: 'someone.activity' },
  { part: 'danger', label: 'someone.danger' },
] as const satisfies readonly { readonly part: string; readonly label: PlainKey }[];
type Part = (typeof PARTS)[number]['part'];

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/** One account in full: who it is, how its person comes in, what they may do and own, what was done, and its end. */
@Component({
  selector: 'app-person-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ...[AccountFlags, AccountRoles, AccountTeams, Avatar, EmptyState, ErrorState, Icon, RouterLink, Skeleton, TabList],
    ...[PersonAccess, PersonActivity, PersonDanger, PersonGroups, PersonOverview],
  ],
  templateUrl: './person-page.html',
  styleUrls: ['../console-page.css', './person-page.css'],
})
export class PersonPage {
  protected readonly t = t;
  /** From the address, as the one that follows it. */
  readonly id = input.required<string>();
  readonly part = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly overview = viewChild(PersonOverview);
  private readonly tabs = viewChild<ElementRef<HTMLElement>>('tabs');

  protected readonly parts = PARTS;
  protected readonly shownPart = computed<Part>(
    () => PARTS.find(({ part }) => part === this.part())?.part ?? 'overview',
  );
  protected readonly loaded = resource({
    params: () => this.id(),
    loader: ({ params: id }) => this.api.invoke(adminGetUser, { id }),
  });
  /** What came last of this account: it stays while it is asked for again, or does not come. */
  protected readonly account = linkedSignal<
    { readonly id: string; readonly account: ListedAccountDto | undefined },
    ListedAccountDto | undefined
  >({
    source: () => ({ id: this.id(), account: this.loaded.hasValue() ? this.loaded.value() : undefined }),
    computation: ({ id, account }, before) => account ?? (before?.source.id === id ? before.value : undefined),
  });
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
  /** An id that is none is a bad request. */
  protected readonly isMissing = computed(() => [400, 404].includes(this.problem()?.status ?? 0));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const account = this.account();
      // Another part is another address, which the router names anew.
      this.part();
      if (account) untracked(() => title.name(accountName(account)));
    });
    // On a phone the row of tabs is wider than the screen.
    afterRenderEffect({
      write: () => {
        const row = this.tabs()?.nativeElement;
        const tab = row?.querySelector(`#person-tab-${this.shownPart()}`);
        if (row && tab) row.scrollLeft += middleOf(tab) - middleOf(row);
      },
    });
    const socket = inject(RealtimeSocket);
    const stops = [
      socket.onEvent((event) => event.type === 'user.updated' && event.data.id === this.id() && this.loaded.reload()),
      socket.onOpen(() => this.loaded.reload()),
    ];
    inject(DestroyRef).onDestroy(() => stops.forEach((stop) => stop()));
  }

  protected readonly reload = (): void => void this.loaded.reload();
  protected readonly name = accountName;
  protected readonly state = accountState;
  protected readonly role = roleOf;
  protected readonly date = dateInWords;

  /** Asked before the page is left. */
  hasChanges(): boolean {
    return this.overview()?.hasChanges() ?? false;
  }

  protected show(part: Part): void {
    const queryParams = { part: part === 'overview' ? null : part };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected copyId(): void {
    if (this.clipboard.copy(this.id())) this.toasts.show({ text: t('someone.idCopied') });
    else this.toasts.showError(t('action.notCopied'));
  }

  protected leave(): void {
    void this.router.navigateByUrl('/admin/people');
  }
}
