import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { UnreadTotal } from '../unread-title';
import { Icon } from '../../ui/icon';
import { RealtimeSocket } from './realtime-socket';

/** Shorter breaks are nobody's business. */
const SILENT_MS = 2_000;
const WELCOME_MS = 2_000;

/** Says that the connection is gone, when it is tried again, and for a moment that it is back. */
@Component({
  selector: 'app-reconnect-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'status' },
  template: `
    @if (isDown()) {
      <div class="bar warn">
        <app-icon name="offline" [size]="16" />
        <span aria-hidden="true">{{ seconds() > 0 ? 'Reconnecting, ' + seconds() + ' s' : 'Reconnecting…' }}</span>
        <span class="vh">Connection lost. Reconnecting.</span>
        <button type="button" (click)="socket.retryNow()">Retry now</button>
      </div>
    } @else if (isBack()) {
      <div class="bar good">
        <app-icon name="check" [size]="16" />
        Back online{{ news() > 0 ? ' · ' + news() + ' new' : '' }}
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class ReconnectBar {
  protected readonly socket = inject(RealtimeSocket);
  private readonly unread = inject(UnreadTotal).unreadTotal;
  private readonly now = signal(Date.now());
  private unreadBefore = 0;

  protected readonly isDown = signal(false);
  protected readonly isBack = signal(false);
  private readonly retryAt = computed(() => {
    const state = this.socket.state();
    return state.kind === 'waiting' ? state.retryAt : undefined;
  });
  protected readonly seconds = computed(() => Math.max(0, Math.ceil(((this.retryAt() ?? 0) - this.now()) / 1_000)));
  protected readonly news = computed(() => Math.max(0, this.unread() - this.unreadBefore));

  constructor() {
    const trouble = computed(() => {
      const { kind } = this.socket.state();
      return kind === 'waiting' || kind === 'connecting' ? 'down' : kind;
    });
    effect((onCleanup) => {
      const state = trouble();
      const timers = untracked(() => this.turn(state));
      onCleanup(() => timers.forEach((timer) => clearTimeout(timer)));
    });
    effect((onCleanup) => {
      if (!this.isDown()) return;
      const clock = setInterval(() => this.now.set(Date.now()), 1_000);
      onCleanup(() => clearInterval(clock));
    });
  }

  private turn(state: 'down' | 'open' | 'offline'): ReturnType<typeof setTimeout>[] {
    if (state === 'down') {
      return [
        setTimeout(() => {
          this.unreadBefore = this.unread();
          this.now.set(Date.now());
          this.isDown.set(true);
        }, SILENT_MS),
      ];
    }
    const wasDown = this.isDown();
    this.isDown.set(false);
    if (state !== 'open' || !wasDown) return [];
    this.isBack.set(true);
    return [setTimeout(() => this.isBack.set(false), WELCOME_MS)];
  }
}
