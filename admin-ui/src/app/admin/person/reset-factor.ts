import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, maxLength, validate } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { adminResetSecondFactor } from '../../api/fn/administration/admin-reset-second-factor';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';

/** Says what a reset does, asks for the reason, and does it; closes with true when it was done. */
@Component({
  selector: 'app-reset-factor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField],
  template: `
    <app-dialog [heading]="t('someone.resetFactorAsk', { name })">
      <p class="muted sentence">{{ t('someone.resetFactorText') }}</p>
      <form id="reset-factor" novalidate (submit)="$event.preventDefault(); reset()">
        @if (submission.failure(); as failure) {
          <p class="hint bad" role="alert">{{ failure }}</p>
        }
        <app-field
          [label]="t('someone.resetReason')"
          [error]="submission.errorOf('reason')"
          [hint]="t('someone.resetReasonHint')"
        >
          <input appControl type="text" dir="auto" autocomplete="off" [formField]="form.reason" />
        </app-field>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button form="reset-factor" class="btn primary danger" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('someone.resetFactor') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
      margin-block-start: var(--space-16);
    }
  `,
})
export class ResetFactor {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  private readonly api = inject(Api);
  private readonly account = inject<ListedAccountDto>(DIALOG_DATA);
  protected readonly name = isolated(this.account.displayName);

  private readonly model = signal({ reason: '' });
  protected readonly form = form(this.model, (path) => {
    validate(path.reason, ({ value }) =>
      value().trim() === '' ? { kind: 'required', message: t('someone.resetReasonMissing') } : undefined,
    );
    maxLength(path.reason, 500, { message: () => t('someone.resetReasonLong') });
  });
  protected readonly submission = new FormSubmission({ reason: this.form.reason });

  protected async reset(): Promise<void> {
    const [{ id }, reason] = [this.account, this.model().reason.trim()];
    const isDone = await this.submission.run(() => this.api.invoke(adminResetSecondFactor, { id, body: { reason } }));
    if (isDone) this.ref.close(true);
  }
}
