import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { readWallTime, wallTime } from '../../../../src/users/wall-time.js';
import { isolated } from '../core/isolated';
import { now } from '../core/present';
import { clockTime, fullTime, timeIn, timeZoneHere } from '../core/times';
import { t } from '../core/words/words';

/** Somebody who reads at another time of the day. */
export interface OtherClock {
  readonly name: string;
  readonly timeZone: string;
}

/** A field for a time to come. It says in words which moment is meant, also where the clocks change and for whom else. */
@Component({
  selector: 'app-time-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="flabel" [for]="fieldId()">{{ label() }}</label>
    <div class="input" [class.bad]="isWrong()">
      <input
        #field
        type="datetime-local"
        [id]="fieldId()"
        [value]="text()"
        [min]="earliest()"
        [attr.aria-invalid]="isWrong() || null"
        [attr.aria-describedby]="fieldId() + '-hint'"
        (input)="text.set(field.value); isWrong.set(false)"
      />
    </div>
    <p class="hint" [id]="fieldId() + '-hint'" [class.bad]="isWrong()" aria-live="polite">{{ hint() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
    }
    input {
      min-inline-size: 0;
      color-scheme: inherit;
    }
  `,
})
export class TimeField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly other = input<OtherClock>();
  /** As a clock on the wall here shows it. */
  readonly text = model('');
  /** It is over, or none; whoever reads it says so. */
  readonly isWrong = model(false);

  protected readonly earliest = computed(() => wallTime(now(), timeZoneHere()));
  protected readonly hint = computed(() => {
    if (this.isWrong()) return t('when.past');
    const zone = timeZoneHere();
    const reading = readWallTime(this.text(), zone);
    if (!reading) return t('when.zone', { zone });
    const at = reading.at.toISOString();
    const other = this.other();
    const theirs = other && timeIn(other.timeZone, reading.at);
    return [
      t('when.here', { when: fullTime(at) }),
      ...(other && theirs ? [t('when.thereToo', { when: theirs, name: isolated(other.name) })] : []),
      ...(reading.kind === 'skipped' ? [t('when.skipped', { time: clockTime(at) })] : []),
      ...(reading.kind === 'twice' ? [t('when.twice')] : []),
    ].join(' ');
  });
}

/** The moment that the field means, if it is to come. */
export function chosenMoment(text: string, present: Date): Date | undefined {
  const reading = readWallTime(text, timeZoneHere());
  return reading && reading.at > present ? reading.at : undefined;
}
