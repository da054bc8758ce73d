import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from '../core/session';
import { Theme, THEME_CHOICES } from '../core/theme';
import { dayAndTime } from '../core/times';
import type { Pause } from '../state/notifications/pause';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { Commands } from './commands';
import type { Place } from './places';
import { t } from '../core/words/words';

/** Who I am, the colours, my settings, and the way out. */
@Component({
  selector: 'app-account-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger, Icon],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
})
export class AccountMenu {
  protected readonly t = t;
  protected readonly dayAndTime = dayAndTime;
  /** Places that found no room in the bar. */
  readonly places = input<readonly Place[]>([]);
  /** Its code and words come when the page has come to rest. */
  readonly pause = input<Pause>();

  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly commands = inject(Commands);
  private readonly router = inject(Router);
  protected readonly themes = THEME_CHOICES;

  protected goTo(path: string): void {
    void this.router.navigateByUrl(path);
  }

  protected signOut(): void {
    void this.session.signOut();
  }
}
