import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { confirmTotp } from '../../api/fn/sign-in/confirm-totp';
import type { NewTotpDto } from '../../api/models/new-totp-dto';
import { FormSubmission } from '../../core/form-submission';
import { t } from '../../core/words/words';
import { CopyField } from '../../ui/copy-field';
import { DialogFrame } from '../../ui/dialog-frame';
import { CodeField, digitsOf } from './code-field';

/** What an authenticator app has to know, and a code that shows that it does; closes with the recovery codes then. */
@Component({
  selector: 'app-set-up-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeField, CopyField, DialogFrame],
  template: `
    <app-dialog [heading]="t('factor.setUpApp')">
      <p>{{ t('factor.scan') }}</p>
      <img class="qr" width="192" height="192" [src]="picture()" [alt]="t('factor.qr')" />
      <app-copy-field [label]="t('factor.secret')" [value]="totp.secret" />
      <form id="set-up-app" novalidate (submit)="$event.preventDefault(); confirm()">
        @if (submission.failure(); as failure) {
          <p class="hint bad" role="alert">{{ failure }}</p>
        }
        <app-code-field
          [of]="form.code"
          [error]="submission.errorOf('code')"
          [hint]="t('factor.codeHint')"
          (complete)="confirm()"
        />
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="set-up-app" class="btn primary" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('factor.turnOn') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    .qr {
      display: block;
      margin: var(--space-16) auto;
      padding: var(--space-8);
      border-radius: var(--mat-sys-corner-medium);
      /* Cameras read dark on light, whatever colours the page has. */
      background: #fff;
    }
    form {
      display: grid;
      gap: var(--space-12);
      margin-block-start: var(--space-16);
    }
  `,
})
export class SetUpApp {
  protected readonly t = t;
  protected readonly totp = inject<NewTotpDto>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<readonly string[]>>(DialogRef);
  private readonly api = inject(Api);
  protected readonly picture = computed(() => `data:image/svg+xml,${encodeURIComponent(this.totp.qr)}`);

  private readonly model = signal({ code: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.code, { message: () => t('factor.codeMissing') });
  });
  protected readonly submission = new FormSubmission({ code: this.form.code });

  protected async confirm(): Promise<void> {
    let codes: readonly string[] | undefined;
    const isDone = await this.submission.run(async () => {
      ({ recoveryCodes: codes } = await this.api.invoke(confirmTotp, { body: { code: digitsOf(this.model().code) } }));
    });
    if (isDone && codes) this.ref.close(codes);
  }
}
