import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  resource,
  type ResourceRef,
  type Signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminGetStatistics } from '../../api/fn/administration/admin-get-statistics';
import type { StatisticsDto } from '../../api/models/statistics-dto';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { serverNow } from '../../core/server-clock';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { clockTime, dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { HealthSummary } from './health-summary';
import { HeatTable } from './heat-table';
import { type ChartLine, LineChart } from './line-chart';
import { liveFigures } from './live-figures';
import { type Period, periodOf, PERIODS } from './periods';
import { RecentChanges } from './recent-changes';
import { Tile } from './tile';
import { tilesOf } from './tiles';

/** A minute is written every ten seconds; charts need not be asked for as often as the figures. */
const CHARTS_EVERY_MS = 30_000;
const WEEK_MS = 7 * 24 * 3_600_000;

/** How much is going on: figures of now, and how they went. Each part fails alone. */
@Component({
  selector: 'app-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, HealthSummary, HeatTable, LineChart, RecentChanges, RouterLink, Skeleton, Tile],
  templateUrl: './overview-page.html',
  styleUrls: ['../console-page.css', './overview-page.css'],
})
export class OverviewPage {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** The period of the address: 1h, 24h, 7d or 30d. */
  readonly period = input<string>();
  protected readonly periods = PERIODS;
  protected readonly chosen = computed(() => periodOf(this.period()));
  protected readonly live = liveFigures();

  protected readonly statistics = resource({
    params: () => this.chosen(),
    loader: ({ params: { ms, step } }) => this.api.invoke(adminGetStatistics, { from: ago(ms), step }),
  });
  protected readonly week = resource({
    loader: () => this.api.invoke(adminGetStatistics, { from: ago(WEEK_MS), step: 'hour' }),
  });
  /** The last answer: it stays while the next one comes, or does not. */
  protected readonly shown = lastOf(this.statistics, this.chosen);
  protected readonly shownWeek = lastOf(this.week, () => undefined);
  protected readonly problem = computed(() => {
    const error = this.statistics.error();
    return error && problemOf(error);
  });
  protected readonly isNew = computed(() => this.shown()?.recordedSince === null);

  protected readonly mayHealth = computed(() => may(this.session.me(), 'health.read'));
  protected readonly mayAudit = computed(() => may(this.session.me(), 'audit.read'));
  protected readonly tiles = computed(() =>
    tilesOf(this.live.figures(), this.live.problem() !== undefined, this.shown(), this.session.me()),
  );
  protected readonly labels = computed(() => {
    const { at = [], step } = this.shown() ?? {};
    return at.map((iso) => (step === 'minute' ? clockTime(iso) : dayAndTime(iso)));
  });
  protected readonly messages = computed((): ChartLine[] => [
    { label: t('overview.chartMessages'), values: this.valuesOf('messages.sent'), colour: '--parley-chart-1' },
  ]);
  protected readonly messagesText = computed(() =>
    t('overview.chartMessagesText', { total: this.totalOf('messages.sent') }),
  );
  protected readonly signIns = computed((): ChartLine[] => [
    { label: t('overview.signedIn'), values: this.valuesOf('sign-ins.succeeded'), colour: '--parley-chart-3' },
    {
      ...{ label: t('overview.signInFailed'), values: this.valuesOf('sign-ins.failed') },
      ...{ colour: '--parley-chart-6', isDashed: true },
    },
  ]);
  protected readonly signInsText = computed(() =>
    t('overview.chartSignInsText', {
      succeeded: this.totalOf('sign-ins.succeeded'),
      failed: this.totalOf('sign-ins.failed'),
    }),
  );
  protected readonly written = computed(() => {
    const week = this.shownWeek();
    return { at: week?.at ?? [], values: week?.series.find(({ name }) => name === 'messages.sent')?.values ?? [] };
  });

  constructor() {
    const timer = setInterval(() => {
      if (!document.hidden) this.statistics.reload();
    }, CHARTS_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    void this.router.navigate([], { queryParams: { period: value }, replaceUrl: true });
  }

  protected reload(): void {
    void this.live.refresh();
    this.statistics.reload();
    if (this.week.error()) this.week.reload();
  }

  private valuesOf(name: string): readonly (number | null)[] {
    return this.shown()?.series.find((series) => series.name === name)?.values ?? [];
  }

  private totalOf(name: string): string {
    return numberText(this.shown()?.series.find((series) => series.name === name)?.total ?? 0);
  }
}

function ago(ms: number): string {
  return new Date(serverNow().getTime() - ms).toISOString();
}

/** What was loaded for the same question stays until there is something newer. */
function lastOf(
  loaded: ResourceRef<StatisticsDto | undefined>,
  question: () => Period | undefined,
): Signal<StatisticsDto | undefined> {
  return linkedSignal<{ question: Period | undefined; value: StatisticsDto | undefined }, StatisticsDto | undefined>({
    source: () => ({ question: question(), value: loaded.hasValue() ? loaded.value() : undefined }),
    computation: ({ question, value }, before) =>
      value ?? (before?.source.question === question ? before?.value : undefined),
  });
}
