import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api';
import { adminListUsers } from '../api/fn/administration/admin-list-users';
import type { AccountStatus } from '../api/models/account-status';
import type { UserDto } from '../api/models/user-dto';
import { problemOf } from '../core/problem';
import { ServerMeta } from '../core/server-meta';
import { Session } from '../core/session';
import { may } from '../core/staff';
import { briefly } from '../core/times';
import type { PlainKey } from '../core/words/catalogue';
import { Avatar } from '../ui/avatar';
import { AppDialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { FieldValue } from '../ui/field-value';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { AccountPeek } from './account-peek';
import { mayLeave } from './confirm-leaving';
import { CreateAccount } from './create-account';
import { roleOf } from './roles';
import { t } from '../core/words/words';

const FILTERS: readonly { readonly value: AccountStatus | undefined; readonly label: PlainKey }[] = [
  { value: undefined, label: 'people.all' },
  { value: 'active', label: 'people.active' },
  { value: 'inactive', label: 'people.deactivated' },
  { value: 'staff', label: 'people.admins' },
];
const PAGE = 50;

/** Everybody's accounts, with search, filters and a closer look beside the table. */
@Component({
  selector: 'app-admin-users',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountPeek, Avatar, EmptyState, ErrorState, FieldValue, Icon, Skeleton],
  templateUrl: './admin-users.html',
  styleUrls: ['./console-page.css', './admin-users.css'],
  host: { '[class.peeking]': '!!peeked()' },
})
export class AdminUsers {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly me = inject(Session).me;
  private readonly isClosed = inject(ServerMeta).isRegistrationClosed;
  protected readonly mayCreate = computed(() => may(this.me(), 'user.manage'));
  protected readonly mayInvite = computed(() => may(this.me(), 'invite.manage') && !this.isClosed());
  protected readonly filters = FILTERS;
  protected readonly search = signal('');
  protected readonly status = signal<AccountStatus | undefined>(undefined);
  /** The cursors of the pages before this one and of this one. */
  private readonly cursors = signal<readonly string[]>([]);
  protected readonly page = computed(() => this.cursors().length + 1);
  private readonly open = viewChild(AccountPeek);
  private readonly peekedId = signal<string | undefined>(undefined);

  protected readonly accounts = resource({
    params: () => ({ search: this.search().trim(), status: this.status(), cursor: this.cursors().at(-1) }),
    loader: ({ params: { search, status, cursor } }) =>
      this.api.invoke(adminListUsers, {
        limit: PAGE,
        ...(search && { search }),
        ...(status && { status }),
        ...(cursor && { cursor }),
      }),
  });
  protected readonly items = computed(() => (this.accounts.hasValue() ? this.accounts.value().items : []));
  protected readonly total = computed(() => (this.accounts.hasValue() ? this.accounts.value().total : undefined));
  protected readonly next = computed(() => (this.accounts.hasValue() ? this.accounts.value().nextCursor : null));
  protected readonly peeked = computed(() => this.items().find((account) => account.id === this.peekedId()));
  protected readonly problem = computed(() => {
    const error = this.accounts.error();
    return error && problemOf(error);
  });
  protected readonly role = roleOf;
  protected readonly time = briefly;

  protected find(search: string): void {
    this.cursors.set([]);
    this.search.set(search);
  }

  protected filter(status: AccountStatus | undefined): void {
    this.cursors.set([]);
    this.status.set(status);
  }

  protected forward(cursor: string): void {
    this.cursors.update((all) => [...all, cursor]);
  }

  protected backward(): void {
    this.cursors.update((all) => all.slice(0, -1));
  }

  protected async peek(account: UserDto): Promise<void> {
    if (account.id === this.peekedId() || !(await mayLeave(this.open(), this.dialogs))) return;
    this.peekedId.set(account.id);
  }

  /** Also asked before the page is left. */
  hasChanges(): boolean {
    return this.open()?.hasChanges() ?? false;
  }

  /** The focus goes back to the row. */
  protected async leavePeek({ id }: UserDto): Promise<void> {
    if (!(await mayLeave(this.open(), this.dialogs))) return;
    this.peekedId.set(undefined);
    const focusRow = (): void => this.element.nativeElement.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
    afterNextRender(focusRow, { injector: this.injector });
  }

  protected create(): void {
    this.dialogs.open(CreateAccount).closed.subscribe(() => this.accounts.reload());
  }

  protected invite(): void {
    void this.router.navigate(['/admin/invitations'], { queryParams: { invite: true } });
  }
}
