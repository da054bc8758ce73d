import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, maxLength, minLength, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { changePassword } from '../../api/fn/sign-in/change-password';
import { FormSubmission } from '../../core/form-submission';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Toasts } from '../../ui/toast.service';
import { PasswordField } from '../entry/password-field';
import { t } from '../../core/words/words';

const EMPTY = { currentPassword: '', newPassword: '' };

/** A new password, for whoever knows the old one. */
@Component({
  selector: 'app-password-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PasswordField],
  template: `
    <form novalidate (submit)="$event.preventDefault(); change()">
      <input
        class="vh"
        type="text"
        autocomplete="username"
        tabindex="-1"
        aria-hidden="true"
        readonly
        [value]="name()"
      />
      @if (submission.failure(); as failure) {
        <p class="hint bad" role="alert">{{ failure }}</p>
      }
      <div class="two">
        <app-password-field
          [label]="t('password.current')"
          [of]="form.currentPassword"
          [error]="submission.errorOf('currentPassword')"
        />
        <app-password-field
          [label]="t('account.newPassword')"
          autocomplete="new-password"
          [owner]="me()"
          [hint]="t('password.hint', { count: shortest() })"
          [of]="form.newPassword"
          [error]="submission.errorOf('newPassword')"
        />
      </div>
      <button class="btn line" [attr.aria-disabled]="submission.isBusy() || null">{{ t('password.change') }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 16px;
      justify-items: start;
      position: relative;
    }
    .two {
      inline-size: 100%;
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
      gap: 16px;
      align-items: start;
    }
  `,
})
export class PasswordForm {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly server = inject(ServerMeta);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  protected readonly me = this.session.me;
  protected readonly name = computed(() => this.me()?.username ?? '');
  protected readonly shortest = computed(() => this.server.meta()?.limits.passwordMinLength ?? 10);

  private readonly model = signal(EMPTY);
  protected readonly form = form(this.model, (path) => {
    required(path.currentPassword, { message: () => t('password.enterCurrent') });
    required(path.newPassword, { message: () => t('account.chooseNewPassword') });
    minLength(path.newPassword, this.shortest, { message: () => t('account.passwordTooShort') });
    maxLength(path.newPassword, 200, { message: () => t('account.passwordTooLong') });
  });
  protected readonly submission = new FormSubmission({
    currentPassword: this.form.currentPassword,
    newPassword: this.form.newPassword,
  });

  constructor() {
    // Until it has answered, its usual limits hold; and it checks them anyway.
    this.server.ensure().catch(() => undefined);
  }

  protected async change(): Promise<void> {
    const isChanged = await this.submission.run(() => this.api.invoke(changePassword, { body: this.model() }));
    if (!isChanged) return;
    this.form().reset(EMPTY);
    this.toasts.show({ text: t('password.changed') });
  }
}
