import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, minLength, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { changePassword } from '../../api/fn/sign-in/change-password';
import { FormSubmission } from '../../core/form-submission';
import { PasswordField } from '../entry/password-field';

const LEAST = 10;

/** A new password; every other session of mine ends with it. */
@Component({
  selector: 'app-password-change',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PasswordField],
  template: `
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <p class="muted">Changing it signs you out everywhere else.</p>
      <form novalidate (submit)="$event.preventDefault(); change()">
        <app-password-field
          label="Current password"
          [of]="form.currentPassword"
          [error]="submission.errorOf('currentPassword')"
        />
        <app-password-field
          label="New password"
          autocomplete="new-password"
          hint="At least 10 characters. A short sentence is good."
          [of]="form.newPassword"
          [error]="submission.errorOf('newPassword')"
        />
        <div class="foot">
          <button class="btn line" [attr.aria-disabled]="submission.isBusy() || null">Change password</button>
          <span role="status" [class.bad]="!!submission.failure()">{{ submission.failure() ?? done() }}</span>
        </div>
      </form>
    </section>
  `,
  styleUrl: './settings-part.css',
})
export class PasswordChange {
  private readonly api = inject(Api);
  private readonly model = signal({ currentPassword: '', newPassword: '' });
  protected readonly done = signal('');
  protected readonly form = form(this.model, (path) => {
    required(path.currentPassword, { message: 'Type your current password.' });
    required(path.newPassword, { message: 'Choose a new password.' });
    minLength(path.newPassword, LEAST, { message: `Use at least ${LEAST} characters.` });
  });
  protected readonly submission = new FormSubmission({
    currentPassword: this.form.currentPassword,
    newPassword: this.form.newPassword,
  });

  protected async change(): Promise<void> {
    this.done.set('');
    const isChanged = await this.submission.run(() => this.api.invoke(changePassword, { body: this.form().value() }));
    if (!isChanged) return;
    this.form().reset({ currentPassword: '', newPassword: '' });
    this.done.set('Password changed. Your other sessions have ended.');
  }
}
