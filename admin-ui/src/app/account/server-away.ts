import { ChangeDetectionStrategy, Component, DestroyRef, inject, output } from '@angular/core';
import { pendingSignOut } from '../core/pending-sign-out';
import { ErrorState } from '../ui/error-state';
import { t } from '../core/words/words';

const RETRY_MS = 10_000;
const AWAY = { title: 'away.title', text: 'away.text' } as const;
const SIGNED_OUT = { title: 'away.signedOut', text: 'away.signedOutText' } as const;

/** The server could not be asked who is here: says so, and tries again, also by itself. */
@Component({
  selector: 'app-server-away',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState],
  host: { '(window:online)': 'retry.emit()' },
  template: `
    <main>
      <app-error-state [title]="t(words.title)" [text]="t(words.text)" (retry)="retry.emit()" />
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
  protected readonly t = t;
  readonly retry = output<void>();

  protected readonly words = pendingSignOut() !== undefined ? SIGNED_OUT : AWAY;

  constructor() {
    const timer = setInterval(() => this.retry.emit(), RETRY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
