import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * Full: active. Half: away. A ring: offline. The shape says it without the colour; whoever shows it says it in words too,
 * because this is hidden from screen readers.
 */
@Component({
  selector: 'app-presence-dot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true', '[class]': 'state()' },
  template: `
    <svg viewBox="0 0 12 12">
      @switch (state()) {
        @case ('active') {
          <circle cx="6" cy="6" r="6" fill="currentColor" />
        }
        @case ('away') {
          <circle cx="6" cy="6" r="5" class="ground" stroke="currentColor" stroke-width="2" />
          <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />
        }
        @default {
          <circle cx="6" cy="6" r="5" class="ground" stroke="currentColor" stroke-width="2" />
        }
      }
    </svg>
  `,
  styles: `
    :host {
      --dot: 10px;
      --ground: var(--mat-sys-surface);
      display: inline-block;
      flex: none;
      inline-size: var(--dot);
      block-size: var(--dot);
      border-radius: 50%;
      line-height: 0;
      box-shadow: 0 0 0 2px var(--ground);
      background: var(--ground);
    }
    /* In the corner of an avatar. */
    :host-context(app-avatar) {
      position: absolute;
      inset-block-end: -1px;
      inset-inline-end: -1px;
    }
    :host(.active) {
      color: var(--parley-presence-active);
    }
    :host(.away) {
      color: var(--parley-presence-away);
    }
    :host(.offline) {
      color: var(--parley-presence-offline);
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
    }
    .ground {
      fill: var(--ground);
    }
    @media (forced-colors: active) {
      :host,
      :host(.active),
      :host(.away),
      :host(.offline) {
        --ground: Canvas;
        color: CanvasText;
      }
    }
  `,
})
export class PresenceDot {
  readonly state = input.required<'active' | 'away' | 'offline'>();
}
