import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminCancelJob } from '../../api/fn/administration/admin-cancel-job';
import { adminDownloadImportLinks } from '../../api/fn/administration/admin-download-import-links';
import { adminDownloadImportRejects } from '../../api/fn/administration/admin-download-import-rejects';
import { adminGetImport } from '../../api/fn/administration/admin-get-import';
import { adminRetryJob } from '../../api/fn/administration/admin-retry-job';
import { adminRunImport } from '../../api/fn/administration/admin-run-import';
import type { ImportDto } from '../../api/models/import-dto';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { reasonText } from '../jobs/job-words';
import { JobWatch } from '../jobs/job-watch';
import { Refusals } from '../jobs/refusals';
import { saveTable } from '../../core/save-file';
import { ImportColumns } from './import-columns';
import { ImportUpload } from './import-upload';

type Step = 'upload' | 'loading' | 'lost' | 'columns' | 'checked' | 'running' | 'over';

/**
 * The import of people from a file, step by step: upload, what the columns mean, what would be done, and how it goes. Which file it
 * is stands in the address, so that a reload or a link from a job goes on where it is.
 */
@Component({
  selector: 'app-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, ImportColumns, ImportUpload, Refusals, RouterLink, Skeleton],
  providers: [JobWatch],
  templateUrl: './import-page.html',
  styleUrls: ['../console-page.css', './import-page.css'],
})
export class ImportPage {
  protected readonly t = t;
  protected readonly numberText = numberText;
  /** From the address: which import. */
  readonly file = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly watch = inject(JobWatch);
  private readonly me = inject(Session).me;
  protected readonly mayLink = computed(() => may(this.me(), 'session.manage'));

  protected readonly loaded = resource({
    params: () => this.file(),
    loader: ({ params: id }) => this.api.invoke(adminGetImport, { id }),
  });
  /** The last that is known of it; what a step answers is as good as what is loaded. */
  protected readonly shown = linkedSignal<ImportDto | undefined, ImportDto | undefined>({
    source: () => (this.loaded.hasValue() ? this.loaded.value() : undefined),
    computation: (found, before) => found ?? (before?.value?.id === this.file() ? before?.value : undefined),
  });
  /** Whether the columns are changed once more after a check. */
  protected readonly isChanging = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly job = this.watch.job;
  private readonly refused = signal<string | undefined>(undefined);
  protected readonly problem = computed(() => {
    const lost = this.watch.problem();
    return this.refused() ?? (lost && t('jobs.lost', { problem: lost }));
  });
  protected readonly loadProblem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
  protected readonly step = computed<Step>(() => {
    const found = this.shown();
    if (!this.file()) return 'upload';
    if (!found) return this.loadProblem() ? 'lost' : 'loading';
    if (found.jobId) return this.job()?.endedAt ? 'over' : 'running';
    return found.checked && !this.isChanging() ? 'checked' : 'columns';
  });
  protected readonly todo = computed(() => {
    const counts = this.shown()?.checked;
    return counts ? counts.create + counts.change : 0;
  });
  protected readonly tiles = computed(() => {
    const counts = this.shown()?.checked;
    if (!counts) return [];
    return [
      { mark: '✓', count: counts.create, label: t('import.new', { count: counts.create }) },
      { mark: '✎', count: counts.change, label: t('import.changed', { count: counts.change }) },
      { mark: '=', count: counts.unchanged, label: t('import.unchanged', { count: counts.unchanged }) },
      { mark: '✕', count: counts.refused, label: t('import.refused', { count: counts.refused }) },
    ];
  });
  protected readonly ended = computed(() => {
    const { state, reason } = this.job() ?? {};
    return state === 'failed' && reason ? t('jobs.ended', { problem: reasonText({ code: reason }) }) : undefined;
  });

  constructor() {
    const jobId = computed(() => this.shown()?.jobId);
    effect(() => {
      const id = jobId();
      if (id) untracked(() => this.watch.follow(id));
    });
    // What was made and refused is known when the run is over.
    const isOver = computed(() => !!this.job()?.endedAt);
    effect(() => {
      if (isOver()) untracked(() => this.loaded.reload());
    });
  }

  protected uploaded(found: ImportDto): void {
    this.isChanging.set(false);
    this.refused.set(undefined);
    void this.router.navigate([], { queryParams: { file: found.id } });
  }

  protected checked(found: ImportDto): void {
    this.isChanging.set(false);
    this.refused.set(undefined);
    this.shown.set(found);
  }

  protected another(): void {
    void this.router.navigate([], { queryParams: {} });
  }

  protected run(): Promise<void> {
    return this.attempt(async ({ id }) => {
      const { jobId } = await this.api.invoke(adminRunImport, { id });
      this.shown.update((found) => found && { ...found, jobId });
    });
  }

  protected cancel(): Promise<void> {
    return this.attempt(async ({ jobId: id }) => {
      if (id) await this.api.invoke(adminCancelJob, { id });
    });
  }

  protected retry(): Promise<void> {
    return this.attempt(async ({ jobId: id }) => {
      if (!id) return;
      const { jobId } = await this.api.invoke(adminRetryJob, { id });
      this.shown.update((found) => found && { ...found, jobId });
    });
  }

  protected saveRejects(): Promise<void> {
    return this.attempt(async ({ id }) => {
      saveTable('not-imported.csv', await this.api.invoke(adminDownloadImportRejects, { id }));
      this.toasts.show({ text: t('import.saved') });
    });
  }

  protected saveLinks(): Promise<void> {
    return this.attempt(async ({ id }) => {
      saveTable('links.csv', await this.api.invoke(adminDownloadImportLinks, { id }));
      this.toasts.show({ text: t('import.saved') });
    });
  }

  /** One at a time; why it did not work is said where it was asked for. */
  private async attempt(act: (found: ImportDto) => Promise<void>): Promise<void> {
    const found = this.shown();
    if (!found || this.isBusy()) return;
    this.isBusy.set(true);
    this.refused.set(undefined);
    try {
      await act(found);
    } catch (error) {
      this.refused.set(problemOf(error).detail);
    }
    this.isBusy.set(false);
  }
}
