import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { numberText } from '../../core/number-text';
import { clockTime, weekdayName } from '../../core/times';
import { t } from '../../core/words/words';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const SHADES = 5;

interface Cell {
  readonly count: number;
  readonly shade: number;
}

/** On which days and at which hours most is written, by the clock of who looks: a table whose cells are shaded. */
@Component({
  selector: 'app-heat-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="muted">{{ summary() }}</p>
    <div class="scroll" role="region" [attr.aria-label]="t('overview.heat')" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{{ t('overview.weekday') }}</span>
            </th>
            @for (hour of named; track hour) {
              <th scope="colgroup" colspan="3">{{ hourText(hour) }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.day) {
            <tr>
              <th scope="row">{{ row.name }}</th>
              @for (cell of row.cells; track $index) {
                <td [title]="row.name + ' ' + hourText($index) + ': ' + number(cell.count)">
                  <i [class]="'shade' + cell.shade"></i
                  ><span class="vh">{{ hourText($index) }}: {{ number(cell.count) }}</span>
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .muted {
      margin: 0 0 var(--space-12);
      font: var(--mat-sys-body-small);
    }
    .scroll {
      /* What is only read aloud stays in here. */
      position: relative;
      overflow-x: auto;
    }
    table {
      inline-size: 100%;
      min-inline-size: 460px;
      border-collapse: separate;
      border-spacing: 2px;
      table-layout: fixed;
    }
    th {
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
      text-align: start;
      white-space: nowrap;
      padding: 0;
    }
    th:first-child {
      inline-size: 44px;
    }
    td {
      position: relative;
      padding: 0;
    }
    i {
      display: block;
      block-size: 18px;
      border-radius: 3px;
      background: var(--mat-sys-surface-container);
    }
    .shade1 {
      background: color-mix(in srgb, var(--parley-chart-1) 20%, var(--parley-paper));
    }
    .shade2 {
      background: color-mix(in srgb, var(--parley-chart-1) 40%, var(--parley-paper));
    }
    .shade3 {
      background: color-mix(in srgb, var(--parley-chart-1) 60%, var(--parley-paper));
    }
    .shade4 {
      background: color-mix(in srgb, var(--parley-chart-1) 80%, var(--parley-paper));
    }
    .shade5 {
      background: var(--parley-chart-1);
    }
    @media (forced-colors: active) {
      i {
        forced-color-adjust: none;
      }
    }
  `,
})
export class HeatTable {
  protected readonly t = t;
  /** Each stands over three hours. */
  protected readonly named = HOURS.filter((hour) => hour % 3 === 0);
  protected readonly number = numberText;
  /** The beginning of each hour. */
  readonly at = input.required<readonly string[]>();
  readonly values = input.required<readonly (number | null)[]>();

  private readonly counts = computed(() => countsOf(this.at(), this.values()));
  protected readonly rows = computed(() => {
    const counts = this.counts();
    const most = Math.max(...counts.flat(), 1);
    return DAYS.map((day) => ({
      day,
      name: weekdayName(day),
      cells: (counts[day - 1] ?? []).map((count): Cell => ({ count, shade: Math.ceil((count / most) * SHADES) })),
    }));
  });
  protected readonly summary = computed(() => {
    const counts = this.counts();
    const most = Math.max(...counts.flat());
    if (most <= 0) return t('overview.heatQuiet');
    const day = counts.findIndex((hours) => hours.includes(most));
    const hour = counts[day]?.indexOf(most) ?? 0;
    const when = `${weekdayName(day + 1)} ${this.hourText(hour)}`;
    return t('overview.heatBusiest', { when, messages: numberText(most) });
  });

  protected hourText(hour: number): string {
    return clockTime(new Date(2024, 0, 1, hour).toISOString());
  }
}

/** By day of the week, Monday first, and hour. */
export function countsOf(at: readonly string[], values: readonly (number | null)[]): number[][] {
  const counts = DAYS.map(() => HOURS.map(() => 0));
  at.forEach((iso, n) => {
    const when = new Date(iso);
    const hours = counts[(when.getDay() + 6) % 7];
    if (hours) hours[when.getHours()] = (hours[when.getHours()] ?? 0) + (values[n] ?? 0);
  });
  return counts;
}
