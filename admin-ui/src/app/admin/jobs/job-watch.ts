import { inject, Injectable, type OnDestroy, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetJob } from '../../api/fn/administration/admin-get-job';
import type { AdminJobDetailsDto } from '../../api/models/admin-job-details-dto';
import { problemOf } from '../../core/problem';

const EVERY_MS = 1_000;

/** Follows a job until it is over, for as long as whoever provides it is there. */
@Injectable()
export class JobWatch implements OnDestroy {
  private readonly api = inject(Api);
  private readonly current = signal<AdminJobDetailsDto | undefined>(undefined);
  private readonly trouble = signal<string | undefined>(undefined);
  private id: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Undefined until it is known. */
  readonly job = this.current.asReadonly();
  /** Why what is shown may be old; it is asked for again. */
  readonly problem = this.trouble.asReadonly();

  /** From now on this one, and none that was followed before. */
  follow(id: string): void {
    this.stop();
    this.id = id;
    this.current.set(undefined);
    this.trouble.set(undefined);
    void this.look(id);
  }

  ngOnDestroy(): void {
    this.stop();
  }

  private async look(id: string): Promise<void> {
    const next = await this.load(id);
    if (next && this.id === id) this.timer = setTimeout(() => void this.look(id), EVERY_MS);
  }

  /** True when there is more to come. */
  private async load(id: string): Promise<boolean> {
    try {
      const job = await this.api.invoke(adminGetJob, { id });
      if (this.id !== id) return false;
      this.current.set(job);
      this.trouble.set(undefined);
      return job.endedAt === null;
    } catch (error) {
      const { detail, status } = problemOf(error);
      if (this.id === id) this.trouble.set(detail);
      return status !== 404 && status !== 403;
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.id = undefined;
  }
}
