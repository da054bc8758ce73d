import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { deviceStorage } from '../core/device-storage';
import { now } from '../core/present';
import { ServerMeta } from '../core/server-meta';
import { t } from '../core/words/words';
import { Icon } from '../ui/icon';

/** Which announcement was closed on this device. */
const KEY = 'parley.announcement';

/** What the organisation tells everybody, until its time is over or somebody closes it; another one is shown again. */
@Component({
  selector: 'app-announcement-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'status' },
  template: `
    @if (shown(); as announcement) {
      <div class="bar" [class.warn]="announcement.level === 'warning'" [class.info]="announcement.level === 'info'">
        <app-icon [name]="announcement.level === 'warning' ? 'alert' : 'info'" [size]="16" />
        <span dir="auto">{{ announcement.text }}</span>
        <button type="button" [attr.aria-label]="t('announcement.close')" (click)="close()">
          {{ t('action.close') }}
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      padding: 6px var(--space-16);
      overflow-wrap: anywhere;
    }
    .info {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    app-icon {
      flex: none;
    }
  `,
})
export class AnnouncementBar {
  protected readonly t = t;
  private readonly server = inject(ServerMeta);
  private readonly closed = signal(closedBefore());
  protected readonly shown = computed(() => {
    const announcement = this.server.meta()?.settings.announcement;
    if (!announcement || JSON.stringify(announcement) === this.closed()) return undefined;
    const isOver = announcement.until !== undefined && new Date(announcement.until) <= now();
    return isOver ? undefined : announcement;
  });

  protected close(): void {
    const announcement = JSON.stringify(this.shown());
    this.closed.set(announcement);
    try {
      deviceStorage().setItem(KEY, announcement);
    } catch {
      // Storage is switched off: it is closed for this page alone.
    }
  }
}

function closedBefore(): string | null {
  try {
    return deviceStorage().getItem(KEY);
  } catch {
    return null;
  }
}
