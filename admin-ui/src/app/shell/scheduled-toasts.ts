import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { detailOf } from '../core/problem';
import type { RealtimeEvent } from '../core/realtime/frames';
import { t } from '../core/words/words';
import { Confirmed } from '../state/confirmed';
import { Toasts } from '../ui/toast.service';

/** Says that what was to be sent later could not be, on whichever page. Injecting it is enough. */
@Injectable({ providedIn: 'root' })
export class ScheduledToasts {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);

  constructor() {
    inject(Confirmed).onApplied((event) => this.warn(event));
  }

  private warn(event: RealtimeEvent): void {
    if (event.type !== 'scheduled.updated') return;
    const problem = event.data.scheduled?.problem;
    if (!problem) return;
    this.toasts.show({
      text: t('scheduled.failed', { reason: detailOf(problem.code, problem.detail) }),
      kind: 'error',
      action: { label: t('scheduled.show'), run: () => void this.router.navigateByUrl('/scheduled') },
    });
  }
}
