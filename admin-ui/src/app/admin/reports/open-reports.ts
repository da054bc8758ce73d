import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { adminListReports } from '../../api/fn/administration/admin-list-reports';
import { connectionCount } from '../../core/realtime/connection-count';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { may } from '../../core/staff';

/** How many reports wait for a decision, kept current; 0 for whoever does not decide. */
@Injectable({ providedIn: 'root' })
export class OpenReports {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly open = signal(0);
  readonly count = this.open.asReadonly();

  constructor() {
    effect(() => {
      connectionCount();
      const mayDecide = may(this.session.me(), 'report.manage');
      untracked(() => (mayDecide ? void this.ask() : this.open.set(0)));
    });
    const stop = inject(RealtimeSocket).onEvent((event) => {
      if (event.type === 'report.changed') this.open.set(event.data.open);
    });
    inject(DestroyRef).onDestroy(stop);
  }

  /** Silent where it fails: the next connection asks again. */
  private async ask(): Promise<void> {
    const page = await this.api.invoke(adminListReports, { limit: 1 }).catch(() => undefined);
    if (page) this.open.set(page.open);
  }
}
