import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { SendKey, type SendKeyChoice } from '../../core/send-key';

const CHOICES: readonly { readonly value: SendKeyChoice; readonly label: string; readonly hint: string }[] = [
  { value: 'enter', label: 'Enter sends the message', hint: 'Shift + Enter starts a new line.' },
  { value: 'mod-enter', label: 'Enter starts a new line', hint: 'Ctrl or ⌘ + Enter sends the message.' },
];

/** What Enter does where one writes. */
@Component({
  selector: 'app-writing-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="vh">Enter key</legend>
      @for (choice of choices; track choice.value) {
        <label>
          <input
            class="radio"
            type="radio"
            name="send-key"
            [checked]="sendKey.choice() === choice.value"
            (change)="sendKey.choice.set(choice.value)"
          />
          <span
            >{{ choice.label }}<span class="hint">{{ choice.hint }}</span></span
          >
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 12px;
    }
    label {
      display: flex;
      align-items: flex-start;
      gap: 12px;
      min-block-size: 2.5rem;
      cursor: pointer;
    }
    .hint {
      display: block;
    }
  `,
})
export class WritingForm {
  protected readonly sendKey = inject(SendKey);
  protected readonly choices = CHOICES;
}
