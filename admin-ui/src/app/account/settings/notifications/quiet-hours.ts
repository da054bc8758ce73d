import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Api } from '../../../api/api';
import { updateMe } from '../../../api/fn/people/update-me';
import type { QuietHoursDto } from '../../../api/models/quiet-hours-dto';
import { problemOf } from '../../../core/problem';
import { Session } from '../../../core/session';
import { timeZoneHere } from '../../../core/times';
import { t } from '../../../core/words/words';
import { NotificationChoices } from '../../../state/notifications/notification-choices';
import { Icon } from '../../../ui/icon';
import { faultOf, periodsOf, type QuietPeriod, rowsOf, USUAL_PERIOD } from './quiet-periods';
import { QuietPeriodRow } from './quiet-period-row';

/** As many rows as the server takes. */
const MOST_ROWS = 28;

/** The hours of the week in which nothing is shown, in my time zone. Each change is saved at once, unless it is half done. */
@Component({
  selector: 'app-quiet-hours',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, QuietPeriodRow],
  template: `
    <h3>{{ t('quiet.title') }}</h3>
    <p class="hint">
      <span>{{ zone() ? t('quiet.zone', { zone: zone() }) : t('quiet.noZone') }}</span>
    </p>
    @if (!zone() && here !== 'UTC') {
      <p class="zone">
        <button type="button" class="btn line sm" (click)="useZoneHere()">
          {{ t('quiet.useZone', { zone: here }) }}
        </button>
        <span class="hint">{{ t('quiet.zoneIsShown') }}</span>
      </p>
    }
    @if (periods().length > 0) {
      <ul>
        @for (period of periods(); track $index) {
          <li>
            <app-quiet-period-row
              [period]="period"
              [number]="$index + 1"
              (changed)="replace($index, $event)"
              (removed)="remove($index)"
            />
          </li>
        }
      </ul>
    }
    <button type="button" class="btn line sm" [disabled]="isFull()" (click)="add()">
      <app-icon name="plus" [size]="16" />{{ t('quiet.add') }}
    </button>
    <p class="hint" [class.ok]="isSaved()" [class.bad]="!!problem()" role="status">
      @if (problem(); as words) {
        <span>{{ words }}</span>
        <button type="button" class="btn text sm" (click)="saveAll()">{{ t('action.retry') }}</button>
      } @else if (isSaved()) {
        <app-icon name="check" [size]="16" />{{ t('action.saved') }}
      }
    </p>
  `,
  styles: `
    h3 {
      font: var(--mat-sys-label-large);
    }
    ul {
      margin-block: var(--space-8);
    }
    li {
      padding-block: var(--space-12);
      border-block-end: 1px solid var(--parley-hairline);
    }
    .btn {
      margin-block: var(--space-8);
    }
    .zone {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-12);
    }
    p[role='status'] {
      min-block-size: 16px;
    }
  `,
})
export class QuietHours {
  protected readonly t = t;
  /** As the server has them. */
  readonly saved = input.required<readonly QuietHoursDto[]>();
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly choices = inject(NotificationChoices);

  /** What is half done or on its way stays while the rest is saved; another device replaces all of it. */
  protected readonly periods = linkedSignal<readonly QuietHoursDto[], QuietPeriod[]>({
    source: this.saved,
    computation: (saved, before) =>
      before && (this.asked || isSame(saved, whole(before.value))) ? before.value : periodsOf(saved),
  });
  /** What was asked for last, until the server has it. */
  private asked: readonly QuietHoursDto[] | undefined;
  protected readonly isSaved = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly isFull = computed(
    () => rowsOf(whole(this.periods())).length + USUAL_PERIOD.days.length > MOST_ROWS,
  );
  protected readonly zone = computed(() => this.session.me()?.timeZone?.replaceAll('_', ' ') ?? '');
  protected readonly here = timeZoneHere().replaceAll('_', ' ');

  protected add(): void {
    void this.change([...this.periods(), USUAL_PERIOD]);
  }

  protected replace(index: number, period: QuietPeriod): void {
    void this.change(this.periods().map((one, at) => (at === index ? period : one)));
  }

  protected remove(index: number): void {
    void this.change(this.periods().filter((_, at) => at !== index));
  }

  protected async useZoneHere(): Promise<void> {
    await this.save(async () => {
      this.session.know(await this.api.invoke(updateMe, { body: { timeZone: timeZoneHere() } }));
    });
  }

  private async change(periods: QuietPeriod[]): Promise<void> {
    this.periods.set(periods);
    const rows = rowsOf(whole(periods));
    if (isSame(rows, this.asked ?? this.saved())) return void this.isSaved.set(false);
    await this.saveAll();
  }

  protected async saveAll(): Promise<void> {
    const quietHours = rowsOf(whole(this.periods()));
    this.asked = quietHours;
    const isDone = await this.save(() => this.choices.choose({ quietHours }));
    if (isDone && this.asked === quietHours) this.asked = undefined;
  }

  private async save(work: () => Promise<void>): Promise<boolean> {
    this.problem.set(undefined);
    this.isSaved.set(false);
    try {
      await work();
      this.isSaved.set(true);
      return true;
    } catch (error) {
      this.problem.set(t('push.notSaved', { reason: problemOf(error).detail }));
      return false;
    }
  }
}

function whole(periods: readonly QuietPeriod[]): QuietPeriod[] {
  return periods.filter((period) => faultOf(period) === undefined);
}

/** In whichever order, and however a midnight is written. */
function isSame(one: readonly QuietHoursDto[], other: readonly QuietPeriod[] | readonly QuietHoursDto[]): boolean {
  const keys = (rows: readonly QuietHoursDto[]): string =>
    rows
      .map(({ weekday, from, to }) => `${weekday} ${from} ${to}`)
      .sort()
      .join();
  const rows = other.flatMap((each) => ('days' in each ? rowsOf([each]) : [each]));
  return keys(rowsOf(periodsOf(one))) === keys(rowsOf(periodsOf(rows)));
}
