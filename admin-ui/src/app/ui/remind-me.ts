import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { now } from '../core/present';
import { reminderTimes } from '../core/reminder-times';
import { serverNow } from '../core/server-clock';
import { dayAndTime, fullTime, timeZoneHere } from '../core/times';
import { t } from '../core/words/words';
import { DialogFrame } from './dialog-frame';

const MINUTE_MS = 60_000;
/** As the field writes a time: without seconds and zone. */
const FIELD_LENGTH = 16;

/** Asks when to be reminded, at one of the usual times or another; closes with it as the server reads it. */
@Component({
  selector: 'app-remind-me',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame],
  template: `
    <app-dialog [heading]="t('remind.title')">
      <div class="usual">
        @for (time of usual; track time.at) {
          <button type="button" class="btn line" (click)="ref.close(time.at)">
            {{ t(time.label) }}<span class="at">{{ dayAndTime(time.at) }}</span>
          </button>
        }
      </div>
      <form id="remind-me" novalidate (submit)="$event.preventDefault(); choose()">
        <label class="flabel" for="remind-at">{{ t('remind.other') }}</label>
        <div class="input" [class.bad]="isWrong()">
          <input
            id="remind-at"
            type="datetime-local"
            [min]="earliest()"
            [attr.aria-invalid]="isWrong() || null"
            aria-describedby="remind-hint"
            #field
            (input)="text.set(field.value); isWrong.set(false)"
          />
        </div>
        <p class="hint" id="remind-hint" [class.bad]="isWrong()" aria-live="polite">{{ hint() }}</p>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="remind-me" class="btn primary">{{ t('remind.set') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    .usual {
      display: grid;
      gap: var(--space-8);
      margin-block-end: var(--space-20);
    }
    .usual .btn {
      justify-content: flex-start;
      inline-size: 100%;
    }
    .at {
      margin-inline-start: auto;
      color: var(--mat-sys-on-surface-variant);
      font-variant-numeric: tabular-nums;
    }
    form {
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
export class RemindMe {
  protected readonly t = t;
  protected readonly dayAndTime = dayAndTime;
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly usual = usualTimes();
  protected readonly text = signal('');
  protected readonly isWrong = signal(false);
  protected readonly earliest = computed(() => {
    const at = now();
    return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, FIELD_LENGTH);
  });
  protected readonly hint = computed(() => {
    if (this.isWrong()) return t('remind.past');
    const at = new Date(this.text());
    return Number.isNaN(at.getTime()) ? t('remind.zone', { zone: timeZoneHere() }) : fullTime(at.toISOString());
  });

  protected choose(): void {
    const at = new Date(this.text());
    if (Number.isNaN(at.getTime()) || at <= now()) return this.isWrong.set(true);
    this.ref.close(at.toISOString());
  }
}

function usualTimes() {
  const { inAnHour, tomorrow, nextWeek } = reminderTimes(serverNow());
  return [
    { label: 'remind.inAnHour', at: inAnHour },
    { label: 'remind.tomorrow', at: tomorrow },
    { label: 'remind.nextWeek', at: nextWeek },
  ] as const;
}
