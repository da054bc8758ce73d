import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { ServerAway } from './account/server-away';
import { Startup } from './core/startup';
import { ToastOutlet } from './ui/toast-outlet';

/** The whole page: the current route, or that the server is away; and the toasts above it. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, ServerAway, ToastOutlet],
  template: `
    @if (startup.isServerAway()) {
      <app-server-away (retry)="retry()" />
    } @else {
      <router-outlet />
    }
    <app-toast-outlet />
  `,
})
export class App {
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  protected readonly startup = inject(Startup);

  /** Asks again, and then opens the page that was asked for. */
  protected async retry(): Promise<void> {
    await this.startup.begin();
    if (!this.startup.isServerAway()) await this.router.navigateByUrl(this.location.path() || '/');
  }
}
