import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ListedAccountDto } from '../api/models/listed-account-dto';
import { ScopedKeys } from '../core/key-scope';
import { may, mayActOn } from '../core/staff';
import { Session } from '../core/session';
import { fullTime } from '../core/times';
import { Avatar } from '../ui/avatar';
import { CLOSING_KEYS } from '../ui/closing-keys';
import { Icon } from '../ui/icon';
import { AccountAccess } from './account-access';
import { AccountFlags } from './account-flags';
import { AccountForm } from './account-form';
import { accountName, accountState } from './accounts/account-state';
import { AccountEnding } from './person/account-ending';
import { AccountRoles } from './roles/account-roles';
import { roleOf } from './roles';
import { readOnlyWords } from './what-one-may';
import { around, t } from '../core/words/words';

/** One account beside the table: what it is, and what may be changed of it by whom. */
@Component({
  selector: 'app-account-peek',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountAccess, AccountFlags, AccountForm, AccountRoles, Avatar, Icon, RouterLink],
  templateUrl: './account-peek.html',
  styleUrl: './account-peek.css',
  host: { '(keydown)': 'closeByKey($event)' },
})
export class AccountPeek {
  protected readonly around = around;
  protected readonly t = t;
  readonly account = input.required<ListedAccountDto>();
  readonly closed = output<void>();
  /** Of the page: a toast may undo what was done when this is closed. */
  readonly reload = input.required<() => void>();

  private readonly session = inject(Session);
  private readonly ending = inject(AccountEnding);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly form = viewChild(AccountForm);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  protected readonly role = computed(() => roleOf(this.account()));
  protected readonly name = computed(() => accountName(this.account()));
  protected readonly state = computed(() => accountState(this.account()));
  protected readonly joined = computed(() => fullTime(this.account().dateJoined));
  protected readonly lastLogin = computed(() => {
    const { lastLogin } = this.account();
    return lastLogin ? fullTime(lastLogin) : t('people.never');
  });
  protected readonly isMe = computed(() => this.account().id === this.session.me()?.id);
  protected readonly isSuperuser = computed(() => this.session.me()?.isSuperuser === true);
  /** Only owners change admins and owners; everybody else only accounts that may do no more than theirs. */
  private readonly mayAct = computed(() => mayActOn(this.session.me(), this.account()));
  protected readonly mayEdit = computed(
    () => may(this.session.me(), 'user.manage') && this.mayAct() && !this.account().anonymisedAt,
  );
  protected readonly readOnlyWords = computed(() => readOnlyWords(this.session.me(), this.account()));
  protected readonly maySignOut = computed(() => may(this.session.me(), 'session.manage') && this.mayAct());

  private readonly id = computed(() => this.account().id);
  /** Something was changed here and is not saved. */
  hasChanges(): boolean {
    return this.form()?.hasChanges() ?? false;
  }

  constructor() {
    // Whose account it is comes first, also when another one is chosen.
    effect(() => {
      this.id();
      afterNextRender(() => this.title().nativeElement.focus(), { injector: this.injector });
    });
  }

  protected closeByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.closed.emit() });
  }

  protected async deactivate(): Promise<void> {
    await this.ending.deactivate(this.account(), this.reload());
  }

  protected async reactivate(): Promise<void> {
    await this.ending.reactivate(this.account(), this.reload());
  }
}
