import { CdkMenuTrigger } from '@angular/cdk/menu';
import type { ConnectedPosition } from '@angular/cdk/overlay';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { AppUpdate } from './app-update';
import { leaveWhenSignedOut } from '../core/leave-when-signed-out';
import { Activity } from '../core/presence/activity';
import { OwnAccount } from '../core/own-account';
import { PreferenceSync } from '../core/preferences/preference-sync';
import { MetaSync } from '../core/meta-sync';
import { AnnouncementBar } from './announcement-bar';
import { ReconnectBar } from './reconnect-bar';
import { SecurityToasts } from './security-toasts';
import { ServerLife } from '../core/server-life';
import { Session } from '../core/session';
import { mayAdminister } from '../core/staff';
import { Words } from '../core/words/loading';
import type { Pause } from '../state/notifications/pause';
import type { ScheduledMessages } from '../state/scheduled/scheduled-messages';
import { UnreadTotal } from '../core/unread-title';
import { Avatar } from '../ui/avatar';
import { Brand } from '../ui/brand';
import { Icon } from '../ui/icon';
import { PresenceDot } from '../ui/presence-dot';
import { AccountMenu } from './account-menu';
import { FactorNotice } from './factor-notice';
import { GlobalKeys } from './global-keys';
import { ADMIN_PLACE, fillsPhone, MORE_PLACES, PLACES, SCHEDULED_PLACE } from './places';
import { SkipLinks } from './skip-links';
import { PageFocus } from './page-focus';
import { t } from '../core/words/words';

/** What stands around every page of somebody signed in: the rail (on a phone a bar at the foot) and the connection. */
@Component({
  selector: 'app-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AccountMenu,
    Avatar,
    Brand,
    CdkMenuTrigger,
    FactorNotice,
    Icon,
    PresenceDot,
    AnnouncementBar,
    ReconnectBar,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SkipLinks,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: { '(document:keydown)': 'keys.handle($event)', '[class.alone]': 'fillsPhone()' },
})
export class Shell {
  protected readonly t = t;
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');
  protected readonly session = inject(Session);
  protected readonly unread = inject(UnreadTotal).unreadTotal;
  protected readonly lives = inject(ServerLife).count;
  protected readonly keys = inject(GlobalKeys);
  protected readonly presence = inject(Activity).state;

  /** The menu opens beside the rail, its foot level with the avatar. */
  protected readonly besideRail: ConnectedPosition[] = [
    { originX: 'end', originY: 'bottom', overlayX: 'start', overlayY: 'bottom', offsetX: 8 },
  ];
  /** What was scheduled is not known before the first page is drawn. */
  private readonly scheduled = signal<ScheduledMessages | undefined>(undefined);
  /** Nor whether notifications are paused. */
  protected readonly pause = signal<Pause | undefined>(undefined);
  private readonly laterPlaces = computed(() => (this.scheduled()?.lasting().length ? [SCHEDULED_PLACE] : []));
  protected readonly places = computed(() => [...PLACES, ...this.laterPlaces()]);
  protected readonly adminPlace = ADMIN_PLACE;
  protected readonly isStaff = computed(() => mayAdminister(this.session.me()));
  /** Some of them, and the administration, have no room in the bar of a phone. */
  protected readonly phonePlaces = PLACES.filter(({ path }) => !MORE_PLACES.includes(path));
  protected readonly morePlaces = computed(() => [
    ...PLACES.filter(({ path }) => MORE_PLACES.includes(path)),
    ...this.laterPlaces(),
    ...(this.isStaff() ? [ADMIN_PLACE] : []),
  ]);

  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  protected readonly fillsPhone = computed(() => fillsPhone(this.url()));

  constructor() {
    inject(MetaSync);
    const [injector, words] = [inject(Injector), inject(Words)];
    const pages = inject(PageFocus);
    inject(AppUpdate);
    inject(SecurityToasts);
    inject(PreferenceSync);
    inject(OwnAccount);
    // Whoever comes from the sign-in page changes the page too; whoever loads the app is at its top.
    let path = this.router.navigated ? '' : undefined;
    effect(() => {
      const [next] = this.url().split('?');
      const before = path;
      path = next;
      if (before === undefined || before === next) return;
      untracked(() => pages.moveInto(this.content().nativeElement));
    });
    leaveWhenSignedOut();
    // What waits is counted on every page, and no page waits for the counting. Offline, the messenger begins it later.
    afterNextRender(() => {
      import('../state/sync/messenger-sync').then(
        ({ MessengerSync }) => injector.get(MessengerSync),
        () => undefined,
      );
      import('../state/scheduled/scheduled-messages').then(
        ({ ScheduledMessages }) => this.scheduled.set(injector.get(ScheduledMessages)),
        () => undefined,
      );
      import('./scheduled-toasts').then(
        ({ ScheduledToasts }) => injector.get(ScheduledToasts),
        () => undefined,
      );
      Promise.all([import('./page-notifications'), words.load('notifications')]).then(
        ([{ PageNotifications }]) => this.pause.set(injector.get(PageNotifications).pause),
        () => undefined,
      );
      import('./reminder-toasts').then(
        ({ ReminderToasts }) => injector.get(ReminderToasts),
        () => undefined,
      );
    });
  }

  /** The badge of a busy week would outgrow the rail. */
  protected readonly unreadText = computed(() => (this.unread() > 99 ? '99+' : String(this.unread())));
}
