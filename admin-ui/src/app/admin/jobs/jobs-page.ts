import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { Api } from '../../api/api';
import { adminListJobs } from '../../api/fn/administration/admin-list-jobs';
import type { AdminJobDto } from '../../api/models/admin-job-dto';
import type { AdminJobPageDto } from '../../api/models/admin-job-page-dto';
import { problemOf } from '../../core/problem';
import { dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { JobDialogs } from './job-dialogs';
import { jobState, jobTitle } from './job-words';

const PAGE = 50;
const EVERY_MS = 3_000;

/** What was and is done to many people, newest first; while one of them runs, the list follows it. */
@Component({
  selector: 'app-jobs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, Skeleton],
  templateUrl: './jobs-page.html',
  styleUrls: ['../console-page.css', './jobs-page.css'],
})
export class JobsPage {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly dialogs = inject(JobDialogs);

  /** How many are shown. */
  private readonly limit = signal(PAGE);
  protected readonly loaded = resource({
    params: () => ({ limit: this.limit() }),
    loader: ({ params }) => this.api.invoke(adminListJobs, params),
  });
  /** The last answer: it stays while the next one comes, or does not. */
  private readonly shown = linkedSignal<AdminJobPageDto | undefined, AdminJobPageDto | undefined>({
    source: () => (this.loaded.hasValue() ? this.loaded.value() : undefined),
    computation: (page, before) => page ?? before?.value,
  });
  protected readonly jobs = computed(() => this.shown()?.items);
  protected readonly hasMore = computed(() => !!this.shown()?.nextCursor && this.limit() < 200);
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
  protected readonly title = jobTitle;
  protected readonly time = dayAndTime;

  constructor() {
    const timer = setInterval(() => {
      if (!document.hidden && this.jobs()?.some(({ endedAt }) => endedAt === null)) this.loaded.reload();
    }, EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected state(job: AdminJobDto): string {
    return job.state === 'running' ? t('jobs.progress', { done: job.done, total: job.total }) : jobState(job);
  }

  protected more(): void {
    this.limit.update((limit) => limit + PAGE);
  }

  protected async open({ id }: AdminJobDto): Promise<void> {
    await this.dialogs.show(id);
    this.loaded.reload();
  }
}
