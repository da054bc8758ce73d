import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import { FormSubmission } from '../../core/form-submission';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { Control, Field } from '../../ui/field';

const MOST = 150;

/** My names, as everybody sees them. */
@Component({
  selector: 'app-profile-names',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Control, Field, FormField],
  template: `
    <section aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      @if (session.me(); as me) {
        <div class="who">
          <app-avatar [id]="me.id" [name]="me.displayName" [size]="64" />
          <div>
            <p class="name">
              <bdi>{{ me.displayName }}</bdi>
            </p>
            <p class="muted">@{{ me.username }} · {{ me.email }}</p>
          </div>
        </div>
      }
      <form novalidate (submit)="$event.preventDefault(); save()">
        <app-field label="First name" [error]="submission.errorOf('firstName')">
          <input appControl autocomplete="given-name" [formField]="form.firstName" />
        </app-field>
        <app-field label="Last name" [error]="submission.errorOf('lastName')">
          <input appControl autocomplete="family-name" [formField]="form.lastName" />
        </app-field>
        <div class="foot">
          <button class="btn line" [attr.aria-disabled]="submission.isBusy() || null">Save name</button>
          <span role="status" [class.bad]="!!submission.failure()">{{ submission.failure() ?? saved() }}</span>
        </div>
      </form>
    </section>
  `,
  styleUrl: './settings-part.css',
})
export class ProfileNames {
  protected readonly session = inject(Session);
  private readonly api = inject(Api);
  protected readonly saved = signal('');
  protected readonly form = form(
    signal({ firstName: this.session.me()?.firstName ?? '', lastName: this.session.me()?.lastName ?? '' }),
    (path) => {
      maxLength(path.firstName, MOST, { message: `Use at most ${MOST} characters.` });
      maxLength(path.lastName, MOST, { message: `Use at most ${MOST} characters.` });
    },
  );
  protected readonly submission = new FormSubmission({ firstName: this.form.firstName, lastName: this.form.lastName });

  protected async save(): Promise<void> {
    this.saved.set('');
    const isSaved = await this.submission.run(async () => {
      this.session.know(await this.api.invoke(updateMe, { body: this.form().value() }));
    });
    if (isSaved) this.saved.set('Saved');
  }
}
