import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { isolated } from '../../core/isolated';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { ResetFactor } from './reset-factor';

/** Whether somebody has a second factor, and how they come in again who lost it. Who may not bring that about sees why. */
@Component({
  selector: 'app-person-factor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="panel">
      <app-icon name="key" />
      <div class="grow">
        <h3>{{ t('accounts.twoFactor') }}</h3>
        <p class="muted">{{ t(account().twoFactor ? 'someone.factorOn' : 'someone.factorOff') }}</p>
        @if (account().twoFactor && whyNot(); as why) {
          <p class="muted" id="why-no-reset">{{ t(why) }}</p>
        }
      </div>
      @if (account().twoFactor) {
        <button
          type="button"
          class="btn line danger"
          [disabled]="!!whyNot()"
          [attr.aria-describedby]="whyNot() ? 'why-no-reset' : null"
          (click)="reset()"
        >
          {{ t('someone.resetFactorDots') }}
        </button>
      }
    </div>
  `,
  styleUrl: './person-part.css',
})
export class PersonFactor {
  protected readonly t = t;
  readonly account = input.required<ListedAccountDto>();
  readonly changed = output<void>();

  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;
  protected readonly whyNot = computed(() => {
    const [me, account] = [this.me(), this.account()];
    if (account.id === me?.id) return 'problem.own_factor_reset' as const;
    return may(me, 'user.resetFactor') && mayActOn(me, account) ? undefined : ('someone.mayNotReset' as const);
  });

  protected async reset(): Promise<void> {
    const data = this.account();
    const ref = this.dialogs.open<boolean, ListedAccountDto, ResetFactor>(ResetFactor, { data });
    if (!(await firstValueFrom(ref.closed, { defaultValue: false }))) return;
    this.toasts.show({ text: t('someone.factorReset', { name: isolated(data.displayName) }) });
    this.changed.emit();
  }
}
