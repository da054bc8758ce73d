import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Api } from '../api/api';
import { adminUpdateUser } from '../api/fn/administration/admin-update-user';
import type { UpdateAccountDto } from '../api/models/update-account-dto';
import type { UserDto } from '../api/models/user-dto';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { t } from '../core/words/words';
import { Toasts } from '../ui/toast.service';

/** Whether an account is one of an admin or owner of the organisation; owners change that. */
@Component({
  selector: 'app-account-flags',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ t('peek.role') }}</legend>
      <label
        ><input
          #staff
          class="check"
          type="checkbox"
          [checked]="account().isStaff"
          [disabled]="!isSuperuser()"
          (change)="grant({ isStaff: staff.checked }, staff)"
        />{{ t('peek.makeAdmin') }}</label
      >
      <label
        ><input
          #superuser
          class="check"
          type="checkbox"
          [checked]="account().isSuperuser"
          [disabled]="!isSuperuser()"
          (change)="grant({ isSuperuser: superuser.checked }, superuser)"
        />{{ t('peek.makeOwner') }}</label
      >
      @if (!isSuperuser()) {
        <p class="muted">{{ t('peek.onlyOwners') }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 32px;
    }
    @media (pointer: coarse) {
      label {
        min-block-size: 44px;
      }
    }
  `,
})
export class AccountFlags {
  protected readonly t = t;
  readonly account = input.required<UserDto>();
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;
  protected readonly isSuperuser = computed(() => this.me()?.isSuperuser === true);

  protected async grant(body: Pick<UpdateAccountDto, 'isStaff' | 'isSuperuser'>, box: HTMLInputElement): Promise<void> {
    try {
      await this.api.invoke(adminUpdateUser, { id: this.account().id, body });
      this.changed.emit();
    } catch (error) {
      box.checked = !box.checked;
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
