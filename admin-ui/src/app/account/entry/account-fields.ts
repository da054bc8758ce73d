import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Control, Field } from '../../ui/field';
import type { NewAccountForm } from './new-account-form';
import { PasswordField } from './password-field';
import { t } from '../../core/words/words';

/** The fields of a new account, whoever creates it. */
@Component({
  selector: 'app-account-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField, PasswordField],
  template: `
    <div class="two">
      <app-field [label]="t('account.firstName')" [error]="account().submission.errorOf('firstName')" [tall]="true">
        <input appControl [formField]="account().fields.firstName" autocomplete="given-name" />
      </app-field>
      <app-field [label]="t('account.lastName')" [error]="account().submission.errorOf('lastName')" [tall]="true">
        <input appControl [formField]="account().fields.lastName" autocomplete="family-name" />
      </app-field>
    </div>
    <app-field
      [label]="t('account.username')"
      [hint]="usernameHint() ?? t('account.usernameHint')"
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
      [label]="t('account.email')"
      [hint]="account().isEmailGiven() ? t('account.emailGiven') : undefined"
      [error]="account().submission.errorOf('email')"
      [tall]="true"
    >
      <input appControl type="email" [formField]="account().fields.email" autocomplete="email" />
    </app-field>
    @if (asksPassword()) {
      <app-password-field
        [of]="account().fields.password"
        autocomplete="new-password"
        [owner]="account().value()"
        [hint]="t('account.passwordHint', { count: account().limits.passwordMinLength })"
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
  protected readonly t = t;
  readonly account = input.required<NewAccountForm>();
  readonly asksPassword = input(true);
  readonly usernameHint = input<string>();
}
