import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { Preference } from '../../core/preferences/preference';
import { SendKey, type SendKeyChoice } from '../../core/send-key';
import { type Hold, HOLDS, UndoSending } from '../../core/undo-sending';
import { SingleKeys } from '../../core/single-keys';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';

const CHOICES: readonly { readonly value: SendKeyChoice; readonly label: PlainKey; readonly hint: PlainKey }[] = [
  { value: 'enter', label: 'writing.enterSends', hint: 'writing.enterSendsHint' },
  { value: 'mod-enter', label: 'writing.enterBreaks', hint: 'writing.enterBreaksHint' },
];

/** What Enter does where one writes, for how long a send can be undone, and whether letters alone are commands. */
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
            (change)="sendKey.choose(choice.value)"
          />
          <span
            >{{ t(choice.label) }}<span class="hint">{{ t(choice.hint) }}</span></span
          >
        </label>
      }
    </fieldset>
    <fieldset>
      <legend>
        {{ t('undo.title') }}<span class="hint">{{ t('undo.hint') }}</span>
      </legend>
      @for (place of places; track place.label) {
        <label class="hold">
          <span class="grow">{{ t(place.label) }}</span>
          <select #box (change)="place.hold.set(holds[box.selectedIndex] ?? 0)">
            @for (hold of holds; track hold) {
              <option [selected]="hold === place.hold()">
                {{ hold === 0 ? t('undo.off') : t('undo.seconds', { seconds: hold }) }}
              </option>
            }
          </select>
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
    legend:not(.vh) {
      padding: 0;
      margin-block-end: 12px;
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
    .hold > .grow {
      flex-basis: 8rem;
    }
    .hold {
      flex-wrap: wrap;
      align-items: center;
      max-inline-size: 24rem;
    }
    select {
      min-block-size: 36px;
      max-inline-size: 100%;
      padding-inline: 8px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-small);
      background: none;
      color: inherit;
      font: var(--mat-sys-label-large);
    }
    option {
      background: var(--parley-paper);
      color: var(--mat-sys-on-surface);
    }
    @media (pointer: coarse) {
      select {
        block-size: 44px;
      }
    }
  `,
})
export class WritingForm {
  protected readonly t = t;
  protected readonly sendKey = inject(SendKey);
  protected readonly singleKeys = inject(SingleKeys);
  protected readonly choices = CHOICES;
  protected readonly holds = HOLDS;
  private readonly undo = inject(UndoSending);
  protected readonly places: readonly { readonly label: PlainKey; readonly hold: Preference<Hold> }[] = [
    { label: 'undo.inChats', hold: this.undo.chat },
    { label: 'undo.ofNewMessages', hold: this.undo.compose },
  ];
}
