import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminActOnUsers } from '../../api/fn/administration/admin-act-on-users';
import { adminCancelJob } from '../../api/fn/administration/admin-cancel-job';
import { adminRetryJob } from '../../api/fn/administration/admin-retry-job';
import type { BulkAction } from '../../api/models/bulk-action';
import type { BulkDto } from '../../api/models/bulk-dto';
import type { AdminJobDetailsDto } from '../../api/models/admin-job-details-dto';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Skeleton } from '../../ui/skeleton';
import { jobTitle, reasonText } from './job-words';
import { JobWatch } from './job-watch';
import { Refusals } from './refusals';

/** What takes an action back. */
const OPPOSITES: Readonly<Record<string, BulkAction>> = {
  activate: 'deactivate',
  deactivate: 'activate',
  add_role: 'remove_role',
  remove_role: 'add_role',
};

/** Takes a job back, for those whom it changed. */
function oppositeOf({ id, action, roleId }: AdminJobDetailsDto): BulkDto {
  return { action: OPPOSITES[action] ?? 'activate', changedBy: id, ...(roleId !== null && { roleId }) };
}

/**
 * How far a job is and what came of it: it may be closed meanwhile. What failed is tried again, and what was done is taken back, by
 * another job, which is then shown instead. Closes with true when the job is not over.
 */
@Component({
  selector: 'app-job-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Refusals, RouterLink, Skeleton],
  providers: [JobWatch],
  template: `
    <app-dialog [heading]="title()" [asksBeforeClosing]="true" (dismiss)="leave()">
      @if (job(); as job) {
        @if (!job.endedAt) {
          <progress [max]="job.total" [value]="job.done" [attr.aria-label]="title()"></progress>
          <p class="num">{{ t('jobs.progress', { done: job.done, total: job.total }) }}</p>
          <p class="muted sentence">{{ t('jobs.mayLeave') }}</p>
        } @else {
          <div role="status">
            @if (ended(); as words) {
              <p class="bad">{{ words }}</p>
            }
            <p>{{ t('jobs.changed', { count: job.changed }) }}</p>
            @if (job.unchanged > 0) {
              <p class="muted">{{ t('jobs.unchanged', { count: job.unchanged }) }}</p>
            }
            @if (job.total > job.done) {
              <p class="muted">{{ t('jobs.left', { count: job.total - job.done }) }}</p>
            }
            @if (job.failedTotal > 0) {
              <p>{{ t('jobs.refused', { count: job.failedTotal }) }}</p>
            }
          </div>
        }
        @if (job.failed.length > 0) {
          <app-refusals [refusals]="job.failed" [total]="job.failedTotal" />
        }
      } @else if (!problem()) {
        <app-skeleton [rows]="2" [rowHeight]="32" [avatar]="0" />
      }
      @if (problem(); as words) {
        <p class="bad" role="alert">{{ words }}</p>
      }
      <footer actions>
        @if (importId(); as file) {
          <a class="btn" routerLink="/admin/people/import" [queryParams]="{ file }" (click)="ref.close(false)">{{
            t('jobs.openImport')
          }}</a>
        }
        @if (mayUndo()) {
          <button type="button" class="btn" [disabled]="isBusy()" (click)="undo()">{{ t('jobs.undone') }}</button>
        }
        <span class="grow"></span>
        @if (job(); as job) {
          @if (!job.endedAt) {
            <button type="button" class="btn line" [disabled]="isBusy()" (click)="cancel()">
              {{ t('jobs.cancel') }}
            </button>
          } @else if (job.failedTotal > 0 || job.total > job.done) {
            <button type="button" class="btn line" [disabled]="isBusy()" (click)="retry()">
              {{ t('jobs.retry') }}
            </button>
          }
        }
        <button type="button" class="btn primary" (click)="leave()">
          {{ isOver() ? t('action.done') : t('action.close') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    progress {
      inline-size: 100%;
      accent-color: var(--mat-sys-primary);
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class JobDialog {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly watch = inject(JobWatch);
  private readonly me = inject(Session).me;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);

  protected readonly job = this.watch.job;
  protected readonly isBusy = signal(false);
  private readonly refused = signal<string | undefined>(undefined);
  protected readonly problem = computed(() => {
    const lost = this.watch.problem();
    return this.refused() ?? (lost && t('jobs.lost', { problem: lost }));
  });
  protected readonly title = computed(() => {
    const job = this.job();
    return job ? jobTitle(job) : t('jobs.what');
  });
  protected readonly isOver = computed(() => !!this.job()?.endedAt);
  protected readonly ended = computed(() => {
    const { state, reason } = this.job() ?? {};
    if (state === 'cancelled') return t('jobs.cancelled');
    return state === 'failed' && reason ? t('jobs.ended', { problem: reasonText({ code: reason }) }) : undefined;
  });
  /** The files of an import are its maker's alone. */
  protected readonly importId = computed(() => {
    const job = this.job();
    return job?.actor.id === this.me()?.id ? job?.importId : undefined;
  });
  private readonly reversible = computed(() => {
    const job = this.job();
    return !!job?.endedAt && job.changed > 0 && Object.hasOwn(OPPOSITES, job.action) ? job : undefined;
  });
  /** How many its opposite would change: nobody when it was taken back already. */
  private readonly undoable = resource({
    params: () => this.reversible(),
    loader: async ({ params: job }) => {
      const body = { ...oppositeOf(job), dryRun: true };
      return (await this.api.invoke(adminActOnUsers, { body })).count;
    },
  });
  protected readonly mayUndo = computed(
    () => !!this.reversible() && !(this.undoable.hasValue() && this.undoable.value() === 0),
  );

  constructor() {
    this.watch.follow(inject<string>(DIALOG_DATA));
  }

  protected leave(): void {
    this.ref.close(!this.isOver());
  }

  protected cancel(): Promise<void> {
    return this.attempt(async ({ id }) => {
      await this.api.invoke(adminCancelJob, { id });
      return id;
    });
  }

  protected retry(): Promise<void> {
    return this.attempt(async ({ id }) => (await this.api.invoke(adminRetryJob, { id })).jobId);
  }

  /** Its opposite, for those whom it changed. */
  protected undo(): Promise<void> {
    return this.attempt(async (job) => {
      const body = oppositeOf(job);
      const { count } = await this.api.invoke(adminActOnUsers, { body: { ...body, dryRun: true } });
      return (await this.api.invoke(adminActOnUsers, { body: { ...body, confirm: count } })).jobId;
    });
  }

  /** Shows the job whose id the act answers; else why it did not work. */
  private async attempt(act: (job: AdminJobDetailsDto) => Promise<string | undefined>): Promise<void> {
    const job = this.job();
    if (!job || this.isBusy()) return;
    this.isBusy.set(true);
    this.refused.set(undefined);
    try {
      const id = await act(job);
      if (id !== undefined) this.watch.follow(id);
    } catch (error) {
      this.refused.set(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}
