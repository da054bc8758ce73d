import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { t } from '../../../core/words/words';
import { SOUND_CHOICES, SoundChoice } from '../../../state/notifications/sound-choice';
import { playSound } from '../../../state/notifications/sounds';

const LABELS = { none: 'sound.none', chime: 'sound.chime', drop: 'sound.drop', knock: 'sound.knock' } as const;

/** Which sound a new message makes while the app is open; what is chosen is heard. */
@Component({
  selector: 'app-sound-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset aria-describedby="sound-hint">
      <legend>{{ t('sound.title') }}</legend>
      <p class="hint" id="sound-hint">{{ t('sound.hint') }}</p>
      <div class="choices">
        @for (choice of choices; track choice) {
          <label>
            <input
              class="radio"
              type="radio"
              name="message-sound"
              [checked]="chosen.sound() === choice"
              (change)="choose(choice)"
            />
            <span>{{ t(labels[choice]) }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styles: `
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-8) var(--space-24);
      margin-block-start: var(--space-8);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 32px;
      cursor: pointer;
    }
    @media (pointer: coarse) {
      label {
        min-block-size: 44px;
      }
    }
  `,
})
export class SoundForm {
  protected readonly t = t;
  protected readonly labels = LABELS;
  protected readonly choices = SOUND_CHOICES;
  protected readonly chosen = inject(SoundChoice);

  protected choose(choice: (typeof SOUND_CHOICES)[number]): void {
    this.chosen.sound.set(choice);
    if (choice !== 'none') void playSound(choice);
  }
}
