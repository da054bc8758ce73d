import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { clockTime, weekdayName } from '../../../core/times';
import { t } from '../../../core/words/words';
import { Icon } from '../../../ui/icon';
import { EVERY_DAY, faultOf, passesMidnight, type QuietPeriod } from './quiet-periods';

/** The days and the hours of one period; says what is missing, and where it goes on into the next day. */
@Component({
  selector: 'app-quiet-period-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <fieldset [attr.aria-describedby]="hintId()">
      <legend class="vh">{{ t('quiet.number', { number: number() }) }}</legend>
      <div class="days">
        @for (day of everyDay; track day) {
          <button
            type="button"
            class="chip"
            [class.on]="period().days.includes(day)"
            [attr.aria-pressed]="period().days.includes(day)"
            (click)="toggle(day)"
          >
            {{ weekdayName(day) }}
          </button>
        }
        <button
          type="button"
          class="chip"
          [class.on]="isEveryDay()"
          [attr.aria-pressed]="isEveryDay()"
          (click)="toggleAll()"
        >
          {{ t('quiet.everyDay') }}
        </button>
      </div>
      <div class="hours">
        <label>
          <span class="flabel">{{ t('quiet.from') }}</span>
          <span class="input" [class.bad]="!period().from">
            <input
              #from
              type="time"
              [value]="period().from"
              (change)="changed.emit({ ...period(), from: from.value })"
            />
          </span>
        </label>
        <label>
          <span class="flabel">{{ t('quiet.to') }}</span>
          <span class="input" [class.bad]="!period().to">
            <input #to type="time" [value]="period().to" (change)="changed.emit({ ...period(), to: to.value })" />
          </span>
        </label>
        <button
          type="button"
          class="iconbtn"
          [attr.aria-label]="t('quiet.remove')"
          [title]="t('quiet.remove')"
          (click)="removed.emit()"
        >
          <app-icon name="delete" />
        </button>
      </div>
      <p class="hint" [id]="hintId()" [class.bad]="!!fault()" aria-live="polite">{{ hint() }}</p>
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    .days,
    .hours {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-8);
    }
    .hours {
      align-items: end;
      gap: var(--space-12);
    }
    label {
      display: grid;
      gap: 6px;
      flex: 0 1 8.5rem;
    }
    input {
      min-inline-size: 0;
      color-scheme: inherit;
    }
    @media (pointer: coarse) {
      .chip {
        min-block-size: 44px;
      }
    }
  `,
})
export class QuietPeriodRow {
  protected readonly t = t;
  protected readonly weekdayName = weekdayName;
  protected readonly everyDay = EVERY_DAY;
  readonly period = input.required<QuietPeriod>();
  /** Its place among the others, from 1. */
  readonly number = input.required<number>();
  readonly changed = output<QuietPeriod>();
  readonly removed = output<void>();

  protected readonly hintId = computed(() => `quiet-hint-${this.number()}`);
  protected readonly isEveryDay = computed(() => this.period().days.length === EVERY_DAY.length);
  protected readonly fault = computed(() => faultOf(this.period()));
  protected readonly hint = computed(() => {
    const period = this.period();
    const fault = this.fault();
    if (fault === 'noTime') return t('quiet.noTime');
    if (fault === 'noDay') return t('quiet.noDay');
    const [from, to] = [timeInWords(period.from), timeInWords(period.to)];
    if (period.from === '00:00' && period.to === '00:00') return t('quiet.wholeDay');
    return passesMidnight(period) ? t('quiet.pastMidnight', { from, to }) : t('quiet.sameDay', { from, to });
  });

  protected toggle(day: number): void {
    const { days } = this.period();
    const others = days.filter((one) => one !== day);
    this.choose(others.length < days.length ? others : [...days, day].sort((a, b) => a - b));
  }

  protected toggleAll(): void {
    this.choose(this.isEveryDay() ? [] : EVERY_DAY);
  }

  private choose(days: readonly number[]): void {
    this.changed.emit({ ...this.period(), days });
  }
}

/** As the language of the page writes 22:00. */
function timeInWords(time: string): string {
  return clockTime(`2024-01-01T${time}`);
}
