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
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { email, form, FormField, maxLength, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api';
import { adminUpdateUser } from '../api/fn/administration/admin-update-user';
import type { UpdateAccountDto } from '../api/models/update-account-dto';
import type { UserDto } from '../api/models/user-dto';
import { FormSubmission } from '../core/form-submission';
import { isolated } from '../core/isolated';
import { ScopedKeys } from '../core/key-scope';
import { problemOf } from '../core/problem';
import { may, mayActOn } from '../core/staff';
import { Session } from '../core/session';
import { fullTime } from '../core/times';
import { Avatar } from '../ui/avatar';
import { CLOSING_KEYS } from '../ui/closing-keys';
import { AppDialogs } from '../ui/dialogs';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toast.service';
import { AccountAccess } from './account-access';
import { AccountRoles } from './roles/account-roles';
import { roleOf } from './roles';
import { readOnlyWords } from './what-one-may';
import { around, t } from '../core/words/words';

/** One account beside the table: what it is, and what may be changed of it by whom. */
@Component({
  selector: 'app-account-peek',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountAccess, AccountRoles, Avatar, Control, Field, FormField, Icon, RouterLink],
  templateUrl: './account-peek.html',
  styleUrl: './account-peek.css',
  host: { '(keydown)': 'closeByKey($event)' },
})
export class AccountPeek {
  protected readonly around = around;
  protected readonly t = t;
  readonly account = input.required<UserDto>();
  readonly closed = output<void>();
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  protected readonly role = computed(() => roleOf(this.account()));
  protected readonly joined = computed(() => fullTime(this.account().dateJoined));
  protected readonly lastLogin = computed(() => {
    const { lastLogin } = this.account();
    return lastLogin ? fullTime(lastLogin) : t('people.never');
  });
  protected readonly isMe = computed(() => this.account().id === this.session.me()?.id);
  protected readonly isSuperuser = computed(() => this.session.me()?.isSuperuser === true);
  /** Only owners change admins and owners; everybody else only accounts that may do no more than theirs. */
  private readonly mayAct = computed(() => mayActOn(this.session.me(), this.account()));
  protected readonly mayEdit = computed(() => may(this.session.me(), 'user.manage') && this.mayAct());
  protected readonly readOnlyWords = computed(() => readOnlyWords(this.session.me(), this.account()));
  protected readonly maySignOut = computed(() => may(this.session.me(), 'session.manage') && this.mayAct());

  private readonly model = signal({ firstName: '', lastName: '', email: '' });
  protected readonly form = form(this.model, (path) => {
    maxLength(path.firstName, 150, { message: () => t('form.atMost', { count: 150 }) });
    maxLength(path.lastName, 150, { message: () => t('form.atMost', { count: 150 }) });
    required(path.email, { message: () => t('peek.enterEmail') });
    email(path.email, { message: () => t('account.emailLike') });
  });
  protected readonly submission = new FormSubmission({
    firstName: this.form.firstName,
    lastName: this.form.lastName,
    email: this.form.email,
  });

  private readonly id = computed(() => this.account().id);
  /** Whose values the form began with. */
  private shownId: string | undefined;

  /** Something was changed here and is not saved. */
  hasChanges(): boolean {
    return this.form().dirty();
  }

  constructor() {
    // Whose account it is comes first, also when another one is chosen.
    effect(() => {
      this.id();
      afterNextRender(() => this.title().nativeElement.focus(), { injector: this.injector });
    });
    // The form reads its model before the first binding, so the account comes in as soon as it is there.
    effect(() => {
      const { id, firstName, lastName, email: address } = this.account();
      untracked(() => {
        // News of the account must not take away what is being typed.
        if (id === this.shownId && this.hasChanges()) return;
        this.shownId = id;
        this.form().reset({ firstName, lastName, email: address });
      });
    });
  }

  protected closeByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.closed.emit() });
  }

  protected async save(): Promise<void> {
    const isSaved = await this.submission.run(() => this.update(this.form().value()));
    if (!isSaved) return;
    this.form().reset(this.form().value());
    this.toasts.show({ text: t('peek.saved') });
  }

  protected async grant(
    flags: Pick<UpdateAccountDto, 'isStaff' | 'isSuperuser'>,
    box: HTMLInputElement,
  ): Promise<void> {
    if (!(await this.tryUpdate(flags))) box.checked = !box.checked;
  }

  protected async deactivate(): Promise<void> {
    const name = isolated(this.account().displayName);
    const isSure = await this.dialogs.confirm({
      title: t('peek.deactivateAsk', { name }),
      text: t('peek.deactivateText'),
      yes: t('peek.deactivate'),
      danger: true,
    });
    if (isSure && (await this.tryUpdate({ isActive: false })))
      this.toasts.show({ text: t('peek.isDeactivated', { name }) });
  }

  protected async reactivate(): Promise<void> {
    if (await this.tryUpdate({ isActive: true }))
      this.toasts.show({ text: t('peek.isReactivated', { name: isolated(this.account().displayName) }) });
  }

  private async tryUpdate(body: UpdateAccountDto): Promise<boolean> {
    try {
      await this.update(body);
      return true;
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      return false;
    }
  }

  private async update(body: UpdateAccountDto): Promise<void> {
    await this.api.invoke(adminUpdateUser, { id: this.account().id, body });
    this.changed.emit();
  }
}
