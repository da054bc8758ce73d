import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminExportSupportBundle } from '../../api/fn/administration/admin-export-support-bundle';
import { adminDismissFailedJob } from '../../api/fn/administration/admin-dismiss-failed-job';
import { adminListFailedJobs } from '../../api/fn/administration/admin-list-failed-jobs';
import { adminRetryFailedJob } from '../../api/fn/administration/admin-retry-failed-job';
import type { FailedJobDto } from '../../api/models/failed-job-dto';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { saveFile } from '../../core/save-file';
import { factsText, partName, STATE_WORDS, toDoText } from './health-words';
import { systemHealth } from './system-health';

/** How each part of the server is and what to do about it; failed jobs, and the file for whoever helps. */
@Component({
  selector: 'app-health-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, Icon, Skeleton],
  templateUrl: './health-page.html',
  styleUrls: ['../console-page.css', './health-page.css'],
})
export class HealthPage {
  protected readonly t = t;
  protected readonly words = STATE_WORDS;
  protected readonly name = partName;
  protected readonly facts = factsText;
  protected readonly toDo = toDoText;
  protected readonly time = dayAndTime;
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);

  protected readonly source = systemHealth();
  protected readonly mayManage = computed(() => may(this.session.me(), 'health.manage'));
  protected readonly jobs = resource({
    params: () => this.mayManage() || undefined,
    loader: () => this.api.invoke(adminListFailedJobs),
  });
  protected readonly jobsProblem = computed(() => {
    const error = this.jobs.error();
    return error && problemOf(error);
  });
  protected readonly retrying = signal<string | undefined>(undefined);
  protected readonly isExporting = signal(false);
  /** The worst first. */
  protected readonly parts = computed(() => {
    const worst = ['down', 'degraded', 'ok'];
    const parts = this.source.health()?.parts ?? [];
    return parts.toSorted((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state));
  });
  /** The worst, in a sentence. */
  protected readonly summary = computed(() => {
    const parts = this.source.health()?.parts ?? [];
    const count = (state: string) => parts.filter((part) => part.state === state).length;
    if (count('down') > 0) return t('health.someDown', { count: count('down') });
    if (count('degraded') > 0) return t('health.someDegraded', { count: count('degraded') });
    return t('health.allOk');
  });

  protected retry({ id }: FailedJobDto): Promise<void> {
    return this.settle(id, () => this.api.invoke(adminRetryFailedJob, { id }), t('health.triedAgain'));
  }

  /** What it should have done is not done: that is asked first. */
  protected async dismiss({ id, job }: FailedJobDto): Promise<void> {
    const question = {
      title: t('health.dismissAsk', { job }),
      text: t('health.dismissText'),
      yes: t('health.dismiss'),
    };
    if (!(await this.dialogs.confirm(question))) return;
    await this.settle(id, () => this.api.invoke(adminDismissFailedJob, { id }), t('health.dismissed'));
  }

  private async settle(id: string, act: () => Promise<void>, done: string): Promise<void> {
    this.retrying.set(id);
    try {
      await act();
      this.toasts.show({ text: done });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.retrying.set(undefined);
      this.jobs.reload();
      this.source.reload();
    }
  }

  protected async download(): Promise<void> {
    this.isExporting.set(true);
    try {
      const bundle = await this.api.invoke(adminExportSupportBundle);
      saveFile('parley-support.json', new Blob([JSON.stringify(bundle, null, 2)], { type: 'application/json' }));
      this.toasts.show({ text: t('health.downloaded') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isExporting.set(false);
    }
  }
}
