import { ChangeDetectionStrategy, Component, output } from '@angular/core';
import { ErrorState } from '../ui/error-state';

/** The server could not be asked who is here: says so, and tries again. */
@Component({
  selector: 'app-server-away',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState],
  template: `
    <main>
      <app-error-state
        title="Parley can't be reached"
        text="The server doesn't answer, or your connection is down. Nothing you wrote is lost."
        (retry)="retry.emit()"
      />
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
}
