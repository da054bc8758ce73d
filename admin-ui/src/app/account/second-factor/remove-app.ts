import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { removeTotp } from '../../api/fn/sign-in/remove-totp';
import { FormSubmission } from '../../core/form-submission';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { PasswordField } from '../entry/password-field';

/** Takes the authenticator app away, for the password and a code; closes with true when it is gone. */
@Component({
  selector: 'app-remove-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField, PasswordField],
  template: `
    <app-dialog [heading]="t('factor.turnOffAsk')">
      <p class="muted sentence">{{ t('factor.turnOffText') }}</p>
      <form id="remove-app" novalidate (submit)="$event.preventDefault(); remove()">
        @if (submission.failure(); as failure) {
          <p class="hint bad" role="alert">{{ failure }}</p>
        }
        <app-password-field [of]="form.password" [error]="submission.errorOf('password')" />
        <app-field [label]="t('factor.codeOrRecovery')" [error]="submission.errorOf('code')" [tall]="true">
          <input
            appControl
            type="text"
            dir="ltr"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck="false"
            [formField]="form.code"
          />
        </app-field>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button form="remove-app" class="btn primary danger" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('factor.turnOff') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-16);
      margin-block-start: var(--space-16);
    }
  `,
})
export class RemoveApp {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  private readonly api = inject(Api);

  private readonly model = signal({ password: '', code: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.password, { message: () => t('login.enterPassword') });
    required(path.code, { message: () => t('factor.codeMissing') });
  });
  protected readonly submission = new FormSubmission({ password: this.form.password, code: this.form.code });

  protected async remove(): Promise<void> {
    const { password, code } = this.model();
    const body = { password, code: code.trim() };
    if (await this.submission.run(() => this.api.invoke(removeTotp, { body }))) this.ref.close(true);
  }
}
