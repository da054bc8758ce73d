import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';

/** The page that sets a second factor up. */
export const FACTOR_DUTY_PATH = '/second-factor';

/** Nothing can be done in this session before a second factor is set up. */
@Injectable({ providedIn: 'root' })
export class FactorDuty {
  private readonly router = inject(Router);
  private readonly due = signal(false);
  /** Until when one has to be set up; null where none is asked for or there is one. */
  readonly requiredBy = signal<string | null>(null);

  /** The server said so; what lifts it is a page that is loaded anew. */
  readonly isDue = this.due.asReadonly();

  /** Leads to the page that sets one up, and from now on nowhere else. */
  impose(): void {
    if (this.due()) return;
    this.due.set(true);
    void this.router.navigateByUrl(FACTOR_DUTY_PATH);
  }
}
