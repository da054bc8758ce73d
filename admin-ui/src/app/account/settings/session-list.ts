import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { endSession } from '../../api/fn/sign-in/end-session';
import { listSessions } from '../../api/fn/sign-in/list-sessions';
import type { SessionDto } from '../../api/models/session-dto';
import { problemOf } from '../../core/problem';
import { listTime } from '../../messenger/times';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { deviceName } from './device-name';

/** Where I am signed in; each can be ended from here. */
@Component({
  selector: 'app-session-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    <section aria-labelledby="sessions">
      <h2 id="sessions">Signed in on</h2>
      @if (sessions.error(); as error) {
        <app-error-state [text]="words(error)" (retry)="sessions.reload()" />
      } @else if (sessions.hasValue()) {
        <ul>
          @for (session of sessions.value(); track session.id) {
            <li>
              <app-icon name="device" />
              <div class="grow">
                <p>{{ name(session) }}</p>
                <p class="muted small">{{ session.ip }} · {{ session.current ? 'now' : 'last used ' + time(session.lastUsedAt) }}</p>
              </div>
              @if (session.current) {
                <span class="tag">This device</span>
              } @else {
                <button type="button" class="btn sm" [attr.aria-label]="'End the session on ' + name(session)" (click)="end(session)">End</button>
              }
            </li>
          }
        </ul>
      } @else {
        <app-skeleton [rows]="2" [avatar]="20" [rowHeight]="56" />
      }
    </section>
  `,
  styleUrl: './settings-part.css',
})
export class SessionList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly name = (session: SessionDto) => deviceName(session.userAgent);
  protected readonly time = listTime;
  protected readonly sessions = resource({ loader: async () => (await this.api.invoke(listSessions)).items });

  protected words(error: unknown): string {
    return problemOf(error).detail;
  }

  protected async end(session: SessionDto): Promise<void> {
    try {
      await this.api.invoke(endSession, { id: session.id });
      this.sessions.reload();
      this.toasts.show({ text: `Signed out on ${this.name(session)}` });
    } catch (error) {
      this.toasts.showError(`The session was not ended. ${problemOf(error).detail}`);
    }
  }
}
