import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { SendKey, type SendKeyChoice } from '../../core/send-key';
import { SingleKeys } from '../../core/single-keys';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';

const CHOICES: readonly { readonly value: SendKeyChoice; readonly label: PlainKey; readonly hint: PlainKey }[] = [
  { value: 'enter', label: 'writing.enterSends', hint: 'writing.enterSendsHint' },
  { value: 'mod-enter', label: 'writing.enterBreaks', hint: 'writing.enterBreaksHint' },
];

/** What Enter does where one writes, and whether letters alone are commands. */
@Component({
  selector: 'app-writing-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="vh">{{ t('writing.enterKey') }}</legend>
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
            >{{ t(choice.label) }}<span class="hint">{{ t(choice.hint) }}</span></span
          >
        </label>
      }
    </fieldset>
    <label>
      <input
        class="check"
        type="checkbox"
        [checked]="singleKeys.areOn()"
        (change)="singleKeys.areOn.set($any($event.target).checked)"
      />
      <span
        >{{ t('writing.singleKeys') }}<span class="hint">{{ t('writing.singleKeysHint') }}</span></span
      >
    </label>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
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
  protected readonly t = t;
  protected readonly sendKey = inject(SendKey);
  protected readonly singleKeys = inject(SingleKeys);
  protected readonly choices = CHOICES;
}
