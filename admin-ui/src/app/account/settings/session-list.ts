import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { endSession } from '../../api/fn/sign-in/end-session';
import { listSessions } from '../../api/fn/sign-in/list-sessions';
import type { SessionDto } from '../../api/models/session-dto';
import { problemOf } from '../../core/problem';
import { briefly } from '../../core/times';
import { AppDialogs } from '../../ui/dialogs';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { deviceName, isHandheld } from './device-name';

/** My devices. All but this one can be signed out from here. */
@Component({
  selector: 'app-session-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    @if (list.hasValue()) {
      <ul>
        @for (session of list.value().items; track session.id) {
          <li>
            <app-icon [name]="isHandheld(session.userAgent) ? 'phone' : 'device'" />
            <div class="grow">
              <p>
                <b>{{ deviceName(session.userAgent) }}</b>
                @if (session.current) {
                  <span class="tag ok">This device</span>
                }
              </p>
              <p class="muted">{{ session.ip }} · {{ session.current ? 'now' : briefly(session.lastUsedAt) }}</p>
            </div>
            @if (!session.current) {
              <button
                type="button"
                class="btn line sm"
                [attr.aria-label]="'End the session of ' + deviceName(session.userAgent)"
                (click)="end(session)"
              >
                End
              </button>
            }
          </li>
        }
      </ul>
    } @else if (problem(); as problem) {
      <app-error-state title="Your devices could not be loaded." [text]="problem.detail" (retry)="list.reload()" />
    } @else {
      <app-skeleton [rows]="2" [rowHeight]="56" [avatar]="20" />
    }
  `,
  styles: `
    ul {
      margin-block-start: -8px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 16px;
      min-block-size: 56px;
      color: var(--mat-sys-on-surface-variant);
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
    }
  `,
})
export class SessionList {
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  protected readonly deviceName = deviceName;
  protected readonly isHandheld = isHandheld;
  protected readonly briefly = briefly;

  protected readonly list = resource({ loader: () => this.api.invoke(listSessions) });
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error && problemOf(error);
  });

  protected async end(session: SessionDto): Promise<void> {
    const device = deviceName(session.userAgent);
    const isSure = await this.dialogs.confirm({
      title: `Sign out ${device}?`,
      text: 'It is signed out at once. Whoever uses it has to sign in again.',
      yes: 'End session',
    });
    if (!isSure) return;
    try {
      await this.api.invoke(endSession, { id: session.id });
      this.toasts.show({ text: `${device} is signed out.` });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    this.list.reload();
  }
}
