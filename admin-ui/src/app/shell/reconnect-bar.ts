import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { Icon } from '../ui/icon';
import { Link } from '../core/realtime/link';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { t } from '../core/words/words';

const WELCOME_MS = 2_000;

/** Says that the connection is gone, when it is tried again, and for a moment that it is back and what that brought. */
@Component({
  selector: 'app-reconnect-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'status', '(window:online)': 'hasNetwork.set(true)', '(window:offline)': 'hasNetwork.set(false)' },
  template: `
    @if (link.isDown()) {
      <div class="bar warn">
        <app-icon name="offline" [size]="16" />
        <span aria-hidden="true">{{ progress() }}</span>
        <span class="vh">{{ t('link.lost') }}</span>
        @if (waiting(); as words) {
          <span aria-hidden="true" class="sep">·</span>
          <span>{{ words }}</span>
        }
        <span aria-hidden="true" class="sep">·</span>
        <button type="button" (click)="socket.retryNow()">{{ t('link.retryNow') }}</button>
      </div>
    } @else if (isBack()) {
      <div class="bar good">
        <app-icon name="check" [size]="16" />
        @if (link.isCatchingUp()) {
          {{ t('link.catchingUp') }}
        } @else {
          {{ link.news() > 0 ? t('link.backWithNews', { count: link.news() }) : t('link.back') }}
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      flex-wrap: wrap;
      column-gap: var(--space-8);
      row-gap: 0;
    }
    @media (max-width: 599px) {
      .bar {
        padding-block: 6px;
      }
      .sep {
        display: none;
      }
    }
  `,
})
export class ReconnectBar {
  protected readonly t = t;
  protected readonly socket = inject(RealtimeSocket);
  protected readonly link = inject(Link);
  private readonly now = signal(Date.now());

  /** A hint only: browsers take a network for a connection. */
  protected readonly hasNetwork = signal(navigator.onLine);
  protected readonly isBack = signal(false);
  private readonly retryAt = computed(() => {
    const state = this.socket.state();
    return state.kind === 'waiting' ? state.retryAt : 0;
  });
  private readonly seconds = computed(() => Math.max(0, Math.ceil((this.retryAt() - this.now()) / 1_000)));
  protected readonly waiting = computed(() => {
    const count = this.link.waiting();
    return count === 0 ? '' : t('link.waiting', { count });
  });
  protected readonly progress = computed(() => {
    const seconds = this.seconds();
    const next = seconds > 0 ? t('link.reconnectingIn', { seconds }) : t('link.reconnecting');
    return this.hasNetwork() ? next : `${t('link.offline')} ${next}`;
  });

  constructor() {
    let wasDown = false;
    effect(() => {
      const isDown = this.link.isDown();
      const isOpen = this.socket.isOpen();
      if (wasDown && !isDown) this.isBack.set(isOpen);
      wasDown = isDown;
    });
    effect((onCleanup) => {
      if (!this.isBack() || this.link.isCatchingUp()) return;
      const timer = setTimeout(() => this.isBack.set(false), WELCOME_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect((onCleanup) => {
      if (!this.link.isDown()) return;
      untracked(() => this.now.set(Date.now()));
      const clock = setInterval(() => this.now.set(Date.now()), 1_000);
      onCleanup(() => clearInterval(clock));
    });
  }
}
