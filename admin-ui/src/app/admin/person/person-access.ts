import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminUnlockUser } from '../../api/fn/administration/admin-unlock-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import { dayAndTime } from '../../core/times';
import { around, t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { AccountAccess } from '../account-access';
import { PersonFactor } from './person-factor';
import { PersonNotifications } from './person-notifications';
import { SignInList } from './sign-in-list';

/** How the person of an account comes in: the lock of too many guesses, a password link, devices, and how they did so far. */
@Component({
  selector: 'app-person-access',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountAccess, Icon, PersonFactor, PersonNotifications, RouterLink, SignInList],
  template: `
    <h2 class="vh">{{ t('someone.access') }}</h2>
    @if (!mayAct()) {
      <p class="muted">{{ t(isProtected() ? 'peek.protected' : 'someone.notAllowed') }}</p>
    } @else {
      @if (account().lockedUntil; as until) {
        <div class="panel">
          <app-icon name="alert" class="bad" />
          <div class="grow">
            <b>{{ t('someone.locked', { when: time(until) }) }}</b>
            <p class="muted">{{ t('someone.lockedText') }}</p>
          </div>
          <button type="button" class="btn line" [disabled]="isBusy()" (click)="unlock()">
            {{ t('someone.unlock') }}
          </button>
        </div>
      }
      <app-person-factor [account]="account()" (changed)="changed.emit()" />
      @if (isMe()) {
        @let mine = around('peek.mine', 'settings');
        <p class="muted">
          {{ mine.before }}<a routerLink="/settings">{{ t('peek.mineSettings') }}</a
          >{{ mine.after }}
        </p>
      } @else if (account().isActive) {
        <app-account-access [account]="account()" />
      } @else {
        <p class="muted">{{ t('someone.noDevices') }}</p>
      }
      <app-sign-in-list [account]="account()" />
      <app-person-notifications [account]="account()" />
    }
  `,
  styleUrl: './person-part.css',
})
export class PersonAccess {
  protected readonly t = t;
  protected readonly around = around;
  protected readonly time = dayAndTime;
  readonly account = input.required<ListedAccountDto>();
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;
  protected readonly isBusy = signal(false);
  protected readonly isMe = computed(() => this.account().id === this.me()?.id);
  protected readonly mayAct = computed(() => may(this.me(), 'session.manage') && mayActOn(this.me(), this.account()));
  protected readonly isProtected = computed(
    () => may(this.me(), 'session.manage') && (this.account().isStaff || this.account().isSuperuser),
  );

  protected async unlock(): Promise<void> {
    const { id, displayName } = this.account();
    this.isBusy.set(true);
    try {
      await this.api.invoke(adminUnlockUser, { id });
      this.toasts.show({ text: t('someone.unlocked', { name: isolated(displayName) }) });
      this.changed.emit();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}
