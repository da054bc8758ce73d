import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { Control, Field } from '../../ui/field';
import type { PasswordOwner } from '../../../../../src/auth/passwords/password-strength.js';
import { Icon } from '../../ui/icon';
import { t } from '../../core/words/words';
import { PasswordMeter } from '../strength/password-meter';

/** A password that can be looked at while it is typed. */
@Component({
  selector: 'app-password-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField, Icon, PasswordMeter],
  template: `
    <app-field [label]="label() ?? t('account.password')" [error]="error()" [hint]="hint()" [tall]="true">
      <input
        appControl
        [type]="isShown() ? 'text' : 'password'"
        [formField]="of()"
        [attr.autocomplete]="autocomplete()"
        autocapitalize="off"
        spellcheck="false"
      />
      <button
        type="button"
        class="iconbtn sm"
        [attr.aria-label]="isShown() ? t('account.hidePassword') : t('account.showPassword')"
        [attr.aria-pressed]="isShown()"
        (click)="isShown.set(!isShown())"
      >
        <app-icon [name]="isShown() ? 'eye-off' : 'eye'" />
      </button>
    </app-field>
    @if (owner(); as owner) {
      <app-password-meter [password]="of()().value()" [owner]="owner" />
    }
  `,
  styles: `
    .iconbtn {
      margin-inline-end: -8px;
    }
  `,
})
export class PasswordField {
  protected readonly t = t;
  readonly of = input.required<FieldTree<string>>();
  readonly label = input<string>();
  readonly error = input<string>();
  readonly hint = input<string>();
  /** Whose password is chosen: how good it is is said while it is typed. */
  readonly owner = input<PasswordOwner>();
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');

  protected readonly isShown = signal(false);
}
