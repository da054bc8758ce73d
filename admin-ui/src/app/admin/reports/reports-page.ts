import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { adminListReports } from '../../api/fn/administration/admin-list-reports';
import type { ReportDto } from '../../api/models/report-dto';
import { ScopedKeys } from '../../core/key-scope';
import { paged } from '../../core/paged';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { briefly } from '../../core/times';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { OpenReports } from './open-reports';
import { ReportDetails } from './report-details';
import { REPORT_KEYS } from './report-keys';
import { decisionText, placeText, REASON_WORDS } from './report-words';

const PAGE = 50;

/** What was reported, and beside it the report that is open. Which one that is, and which list, is in the address. */
@Component({
  selector: 'app-reports-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, ReportDetails, Skeleton],
  templateUrl: './reports-page.html',
  styleUrls: ['../console-page.css', './reports-page.css'],
})
export class ReportsPage {
  protected readonly t = t;
  /** From the address: `closed` lists what was decided about. */
  readonly show = input<string>();
  /** From the address: which report is open. */
  readonly report = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly keys = inject(ScopedKeys);
  private readonly injector = inject(Injector);
  private readonly rows = viewChild<ElementRef<HTMLElement>>('rows');
  protected readonly openReports = inject(OpenReports);

  protected readonly isClosed = computed(() => this.show() === 'closed');
  protected readonly list = paged<ReportDto>((cursor) => {
    const state = this.isClosed() ? 'closed' : 'open';
    return this.api.invoke(adminListReports, { state, limit: PAGE, ...(cursor && { cursor }) });
  });
  protected readonly place = placeText;
  protected readonly decision = decisionText;
  protected readonly time = briefly;

  constructor() {
    let shown: boolean | undefined;
    effect(() => {
      const isClosed = this.isClosed();
      // The first page is read when the list is made.
      if (shown !== undefined && shown !== isClosed) untracked(() => this.list.reload());
      shown = isClosed;
    });
    const socket = inject(RealtimeSocket);
    const stops = [
      socket.onEvent((event) => event.type === 'report.changed' && this.list.reload()),
      socket.onOpen(() => this.list.reload()),
    ];
    inject(DestroyRef).onDestroy(() => stops.forEach((stop) => stop()));
  }

  protected reasons({ reasons }: ReportDto): string[] {
    return reasons.map(({ reason, count }) => {
      const words = t(REASON_WORDS[reason]);
      return count > 1 ? t('moderation.reasonCount', { reason: words, count }) : words;
    });
  }

  protected filter(isClosed: boolean): void {
    void this.router.navigate([], { queryParams: { show: isClosed ? 'closed' : null, report: null } });
  }

  protected open({ id }: ReportDto): void {
    void this.router.navigate([], { queryParams: { report: id }, queryParamsHandling: 'merge' });
  }

  /** The focus goes back to its row, or to the first one where that is gone. */
  protected async leave(): Promise<void> {
    const id = this.report();
    await this.router.navigate([], { queryParams: { report: null }, queryParamsHandling: 'merge' });
    const focus = (): void => void (this.focus(id) || this.focus(this.list.items()[0]?.id));
    afterNextRender(focus, { injector: this.injector });
  }

  protected steer(event: KeyboardEvent, report: ReportDto): void {
    const all = this.list.items();
    const at = all.findIndex(({ id }) => id === report.id);
    const to = (place: number) => () => this.focus(all[place]?.id);
    this.keys.run(REPORT_KEYS, event, {
      up: to(at - 1),
      down: to(at + 1),
      first: to(0),
      last: to(all.length - 1),
      open: () => this.open(report),
    });
  }

  private focus(id: string | undefined): boolean {
    const row = this.rows()?.nativeElement.querySelector<HTMLElement>(`[data-id="${id ?? ''}"]`);
    row?.focus();
    return !!row;
  }
}
