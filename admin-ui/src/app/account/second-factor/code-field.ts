import { ChangeDetectionStrategy, Component, effect, input, output, untracked } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';

const DIGITS = 6;

/** The digits of a code, however it was typed or pasted. */
export function digitsOf(code: string): string {
  return code.replaceAll(/\s/g, '');
}

/** The six digits of an authenticator app; says so when all of them are there. */
@Component({
  selector: 'app-code-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField],
  template: `
    <app-field [label]="t('factor.code')" [error]="error()" [hint]="hint()" [tall]="true">
      <input
        appControl
        type="text"
        class="code"
        dir="ltr"
        inputmode="numeric"
        autocomplete="one-time-code"
        autocapitalize="off"
        spellcheck="false"
        [formField]="of()"
      />
    </app-field>
  `,
  styles: `
    .code {
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.25em;
    }
  `,
})
export class CodeField {
  protected readonly t = t;
  readonly of = input.required<FieldTree<string>>();
  readonly error = input<string>();
  readonly hint = input<string>();
  /** All six are there, and were not the same before. */
  readonly complete = output<void>();

  private last = '';

  constructor() {
    effect(() => {
      const digits = digitsOf(this.of()().value());
      const isNew = digits !== this.last && digits.length === DIGITS && /^\d+$/.test(digits);
      this.last = digits;
      if (isNew) untracked(() => this.complete.emit());
    });
  }
}
