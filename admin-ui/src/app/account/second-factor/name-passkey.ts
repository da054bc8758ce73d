import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required } from '@angular/forms/signals';
import { FormSubmission } from '../../core/form-submission';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';

/** What a passkey is called now, and what gives it the name. */
export interface NamedPasskey {
  readonly heading: string;
  readonly name: string;
  /** Throws what the server answered. */
  readonly give: (name: string) => Promise<void>;
}

/** Names a passkey; closes when it has the name. */
@Component({
  selector: 'app-name-passkey',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField],
  template: `
    <app-dialog [heading]="data.heading">
      <form id="name-passkey" novalidate (submit)="$event.preventDefault(); give()">
        @if (submission.failure(); as failure) {
          <p class="hint bad" role="alert">{{ failure }}</p>
        }
        <app-field [label]="t('passkey.name')" [error]="submission.errorOf('name')" [hint]="t('passkey.nameHint')">
          <input appControl type="text" dir="auto" autocomplete="off" [formField]="form.name" />
        </app-field>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="name-passkey" class="btn primary" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('action.save') }}
        </button>
      </footer>
    </app-dialog>
  `,
})
export class NamePasskey {
  protected readonly t = t;
  protected readonly data = inject<NamedPasskey>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);
  private readonly model = signal({ name: this.data.name });
  protected readonly form = form(this.model, (path) => {
    required(path.name, { message: () => t('passkey.enterName') });
    maxLength(path.name, 60, { message: () => t('passkey.nameTooLong') });
  });
  protected readonly submission = new FormSubmission({ name: this.form.name });

  protected async give(): Promise<void> {
    if (await this.submission.run(() => this.data.give(this.model().name.trim()))) this.ref.close();
  }
}
