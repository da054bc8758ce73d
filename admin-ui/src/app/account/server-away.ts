import { ChangeDetectionStrategy, Component, DestroyRef, inject, output } from '@angular/core';
import { pendingSignOut } from '../core/pending-sign-out';
import { ErrorState } from '../ui/error-state';

const RETRY_MS = 10_000;

/** The server could not be asked who is here: says so, and tries again, also by itself. */
@Component({
  selector: 'app-server-away',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState],
  host: { '(window:online)': 'retry.emit()' },
  template: `
    <main>
      <app-error-state [title]="title" [text]="text" (retry)="retry.emit()" />
    </main>
  `,
  styles: `
    main {
      block-size: 100dvh;
      display: grid;
    }
  `,
})
export class ServerAway {
  readonly retry = output<void>();

  private readonly isSignedOut = pendingSignOut() !== undefined;
  protected readonly title = this.isSignedOut ? 'You signed out' : "Parley can't be reached";
  protected readonly text = this.isSignedOut
    ? "Parley can't be reached. You can sign in again when you are back online."
    : "The server doesn't answer, or your connection is down. Nothing you wrote is lost.";

  constructor() {
    const timer = setInterval(() => this.retry.emit(), RETRY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
