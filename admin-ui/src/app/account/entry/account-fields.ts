import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Control, Field } from '../../ui/field';
import type { NewAccountForm } from './new-account-form';
import { PasswordField } from './password-field';

/** The fields of a new account, whoever creates it. */
@Component({
  selector: 'app-account-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField, PasswordField],
  template: `
    <div class="two">
      <app-field label="First name" [error]="account().submission.errorOf('firstName')" [tall]="true">
        <input appControl [formField]="account().fields.firstName" autocomplete="given-name" />
      </app-field>
      <app-field label="Last name" [error]="account().submission.errorOf('lastName')" [tall]="true">
        <input appControl [formField]="account().fields.lastName" autocomplete="family-name" />
      </app-field>
    </div>
    <app-field
      label="Username"
      [hint]="usernameHint()"
      [error]="account().submission.errorOf('username')"
      [tall]="true"
    >
      <input
        appControl
        [formField]="account().fields.username"
        autocomplete="username"
        autocapitalize="off"
        spellcheck="false"
      />
    </app-field>
    <app-field
      label="Email"
      [hint]="account().isEmailGiven() ? 'This invitation is for this address.' : undefined"
      [error]="account().submission.errorOf('email')"
      [tall]="true"
    >
      <input appControl type="email" [formField]="account().fields.email" autocomplete="email" />
    </app-field>
    @if (asksPassword()) {
      <app-password-field
        [of]="account().fields.password"
        autocomplete="new-password"
        [hint]="'At least ' + account().limits.passwordMinLength + ' characters. A short sentence works well.'"
        [error]="account().submission.errorOf('password')"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
      gap: 16px;
      align-items: start;
    }
  `,
})
export class AccountFields {
  readonly account = input.required<NewAccountForm>();
  readonly asksPassword = input(true);
  readonly usernameHint = input("People find and mention you by it. You can't change it later.");
}
