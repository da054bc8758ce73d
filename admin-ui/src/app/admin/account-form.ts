import { ChangeDetectionStrategy, Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { email, form, FormField, maxLength, required } from '@angular/forms/signals';
import { Api } from '../api/api';
import { adminUpdateUser } from '../api/fn/administration/admin-update-user';
import type { UserDto } from '../api/models/user-dto';
import { FormSubmission } from '../core/form-submission';
import { t } from '../core/words/words';
import { Control, Field } from '../ui/field';
import { Toasts } from '../ui/toast.service';

/** What an account is called, for those who may change that. */
@Component({
  selector: 'app-account-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField],
  template: `
    <form novalidate (submit)="$event.preventDefault(); save()">
      @if (submission.failure(); as words) {
        <p class="bad" role="alert">{{ words }}</p>
      }
      <app-field [label]="t('account.firstName')" [error]="submission.errorOf('firstName')"
        ><input appControl autocomplete="off" [formField]="form.firstName"
      /></app-field>
      <app-field [label]="t('account.lastName')" [error]="submission.errorOf('lastName')"
        ><input appControl autocomplete="off" [formField]="form.lastName"
      /></app-field>
      <app-field [label]="t('account.email')" [error]="submission.errorOf('email')"
        ><input appControl type="email" autocomplete="off" [formField]="form.email"
      /></app-field>
      <button class="btn line" [attr.aria-disabled]="submission.isBusy() || null">{{ t('action.save') }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
    }
    .btn {
      justify-self: start;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class AccountForm {
  protected readonly t = t;
  readonly account = input.required<UserDto>();
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);

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

  /** Whose values the form began with. */
  private shownId: string | undefined;

  constructor() {
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

  /** Something was changed here and is not saved. */
  hasChanges(): boolean {
    return this.form().dirty();
  }

  protected async save(): Promise<void> {
    const body = this.form().value();
    const isSaved = await this.submission.run(async () => {
      await this.api.invoke(adminUpdateUser, { id: this.account().id, body });
      this.changed.emit();
    });
    if (!isSaved) return;
    this.form().reset(this.form().value());
    this.toasts.show({ text: t('peek.saved') });
  }
}
