import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, effect, inject, signal, viewChild } from '@angular/core';
import { AccountFields } from '../account/entry/account-fields';
import { NewAccountForm } from '../account/entry/new-account-form';
import { Api } from '../api/api';
import { adminCreateUser } from '../api/fn/administration/admin-create-user';
import { DialogFrame } from '../ui/dialog-frame';
import { CopyField } from '../ui/copy-field';
import { madePassword } from './made-password';
import { t } from '../core/words/words';

/** Creates an account for somebody, with a password that is shown once. */
@Component({
  selector: 'app-create-account',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountFields, CopyField, DialogFrame],
  template: `
    <app-dialog [heading]="t('create.title')">
      @if (password(); as made) {
        <p role="status">{{ t('create.shownOnce') }}</p>
        <app-copy-field [label]="t('account.password')" [value]="made" />
      } @else {
        <form id="create-account" novalidate (submit)="$event.preventDefault(); create()">
          @if (account.submission.failure(); as words) {
            <p class="bad" role="alert">{{ words }}</p>
          }
          <app-account-fields [account]="account" [asksPassword]="false" [usernameHint]="t('create.usernameHint')" />
          <p class="muted">{{ t('create.passwordText') }}</p>
        </form>
      }
      <footer actions>
        <span class="grow"></span>
        @if (password()) {
          <button type="button" class="btn primary" (click)="ref.close()">{{ t('action.done') }}</button>
        } @else {
          <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
          <button form="create-account" class="btn primary" [attr.aria-disabled]="account.submission.isBusy() || null">
            {{ t('create.title') }}
          </button>
        }
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-16);
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class CreateAccount {
  protected readonly t = t;
  private readonly api = inject(Api);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  protected readonly account = new NewAccountForm();
  protected readonly password = signal<string | undefined>(undefined);
  private readonly made = madePassword();
  private readonly shown = viewChild(CopyField);

  constructor() {
    // Not to the button that closes the dialog: the password is shown once.
    effect(() => this.shown()?.focus());
    this.account.fields.password().value.set(this.made);
  }

  protected async create(): Promise<void> {
    const isMade = await this.account.submission.run(async () => {
      await this.api.invoke(adminCreateUser, { body: this.account.value() });
    });
    if (isMade) this.password.set(this.made);
  }
}
