import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { SessionDto } from '../../api/models/session-dto';
import { briefly } from '../../core/times';
import { Icon } from '../../ui/icon';
import { deviceName, isHandheld } from './device-name';
import { t } from '../../core/words/words';

/** Devices on which somebody is signed in; all but the one that looks can be signed out. */
@Component({
  selector: 'app-device-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ul>
      @for (session of sessions(); track session.id) {
        <li>
          <app-icon [name]="isHandheld(session.userAgent) ? 'phone' : 'device'" />
          <div class="grow">
            <p>
              <b>{{ deviceName(session.userAgent) }}</b>
              @if (session.current) {
                <span class="tag ok">{{ t('device.this') }}</span>
              }
            </p>
            <p class="muted">
              {{ session.ip }} · {{ session.current ? t('device.now') : briefly(session.lastUsedAt) }}
            </p>
          </div>
          @if (!session.current) {
            <button
              type="button"
              class="btn line sm"
              [attr.aria-label]="t('device.signOutNamed', { device: deviceName(session.userAgent) })"
              (click)="end.emit(session)"
            >
              {{ t('device.signOut') }}
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin-block-start: -8px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      min-block-size: 56px;
      color: var(--mat-sys-on-surface-variant);
    }
    .grow {
      flex-basis: 8rem;
    }
    li + li {
      border-block-start: 1px solid var(--parley-hairline);
    }
    b {
      font: var(--mat-sys-label-large);
      color: var(--mat-sys-on-surface);
      margin-inline-end: 6px;
    }
    .muted {
      font: var(--mat-sys-body-small);
      overflow-wrap: anywhere;
    }
  `,
})
export class DeviceList {
  protected readonly t = t;
  readonly sessions = input.required<readonly SessionDto[]>();
  readonly end = output<SessionDto>();
  protected readonly deviceName = deviceName;
  protected readonly isHandheld = isHandheld;
  protected readonly briefly = briefly;
}
