import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { adminExportAudit$Csv } from '../../api/fn/administration/admin-export-audit-csv';
import { adminExportAudit$Jsonl } from '../../api/fn/administration/admin-export-audit-jsonl';
import type { AuditExportFormat } from '../../api/models/audit-export-format';
import { problemOf } from '../../core/problem';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { clockTime, dayInWords } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { AuditDetails } from './audit-details';
import { auditList, type AuditRow } from './audit-list';
import { hasTerm, qualifiersIn, withoutTerm, withTerm } from './audit-search';
import { actionText, outcomeText, targetText } from './audit-words';
import { ChainState } from './chain-state';
import { saveFile, saveTable } from '../../core/save-file';

const FILTERS: readonly { readonly term: string; readonly label: PlainKey }[] = [
  { term: 'after:24h', label: 'audit.lastDay' },
  { term: 'after:7d', label: 'audit.lastWeek' },
  { term: 'action:user.*', label: 'audit.accounts' },
  { term: 'action:session.*', label: 'audit.signIns' },
  { term: 'action:role.*', label: 'audit.rolesOnly' },
  { term: 'action:settings.*', label: 'audit.settingsOnly' },
  { term: 'outcome:refused', label: 'audit.refused' },
  { term: 'outcome:failed', label: 'audit.failed' },
];

/** What was done, newest first. The search is in the address, so that it can be kept and handed on. */
@Component({
  selector: 'app-audit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AuditDetails, Avatar, ChainState, EmptyState, ErrorState, FieldValue, Icon, Skeleton],
  templateUrl: './audit-page.html',
  styleUrls: ['../console-page.css', './audit-page.css'],
})
export class AuditPage {
  protected readonly t = t;
  /** From the address. */
  readonly q = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);

  protected readonly search = computed(() => this.q()?.trim() ?? '');
  /** What stands in the field, before it is looked for. */
  protected readonly typed = linkedSignal(() => this.search());
  protected readonly list = auditList(this.search);
  protected readonly mayExport = computed(() => may(this.session.me(), 'audit.export'));
  protected readonly isExporting = signal(false);
  protected readonly isLive = signal(true);
  /** There is more than is shown, and it was not shown by itself. */
  protected readonly hasNews = signal(false);
  protected readonly openId = signal<string | undefined>(undefined);
  private readonly isDeep = signal(false);

  protected readonly filters = FILTERS;
  /** Filters that are no button. */
  protected readonly others = computed(() =>
    qualifiersIn(this.typed()).filter((term) => !FILTERS.some((filter) => filter.term === term)),
  );
  protected readonly days = computed(() => {
    const byDay = Map.groupBy(this.list.items(), ({ entry }) => dayInWords(entry.at));
    return [...byDay].map(([day, rows]) => ({ day, rows }));
  });
  protected readonly time = clockTime;
  protected readonly action = actionText;
  protected readonly outcome = outcomeText;

  constructor() {
    let shown: string | undefined;
    effect(() => {
      const search = this.search();
      // The first page is read when the list is made.
      if (shown !== undefined && shown !== search) untracked(() => this.showNewest());
      shown = search;
    });
    const socket = inject(RealtimeSocket);
    const stops = [
      socket.onEvent((event) => event.type === 'audit.appended' && this.followOrSay()),
      socket.onOpen(() => this.followOrSay()),
    ];
    inject(DestroyRef).onDestroy(() => stops.forEach((stop) => stop()));
  }

  protected target({ entry, target }: AuditRow): string {
    return target?.displayName ?? targetText(entry);
  }

  protected has(term: string): boolean {
    return hasTerm(this.typed(), term);
  }

  protected toggle(term: string): void {
    const typed = this.typed();
    this.find(this.has(term) ? withoutTerm(typed, term) : withTerm(typed, term));
  }

  protected only(term: string): void {
    this.find(withTerm(this.typed(), term));
  }

  protected find(search: string): void {
    void this.router.navigate([], { queryParams: { q: search.trim() || null }, queryParamsHandling: 'merge' });
  }

  protected follow(isLive: boolean): void {
    this.isLive.set(isLive);
    if (isLive) this.showNewest();
  }

  protected showNewest(): void {
    this.isDeep.set(false);
    this.hasNews.set(false);
    this.list.reload();
  }

  protected async more(): Promise<void> {
    this.isDeep.set(true);
    await this.list.more();
  }

  protected async export(format: AuditExportFormat): Promise<void> {
    const q = this.search();
    const asked = { format, ...(q && { q }) };
    this.isExporting.set(true);
    try {
      const isTable = format === 'csv';
      const text = await this.api.invoke(isTable ? adminExportAudit$Csv : adminExportAudit$Jsonl, asked);
      if (isTable) saveTable('audit.csv', text);
      else saveFile('audit.jsonl', new Blob([text], { type: 'application/jsonl' }));
      this.toasts.show({ text: t('audit.exported') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isExporting.set(false);
    }
  }

  /** Whoever reads further down is not pulled back to the top. */
  private followOrSay(): void {
    if (this.isLive() && !this.isDeep()) this.list.reload();
    else this.hasNews.set(true);
  }
}
