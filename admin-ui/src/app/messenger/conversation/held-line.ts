import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { t } from '../../core/words/words';

/** Below a message that the server holds: for how long, and the way to take it back. */
@Component({
  selector: 'app-held-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="num" aria-hidden="true">{{
      left() > 0 ? t('held.sendingIn', { seconds: left() }) : t('held.sendingNow')
    }}</span>
    @if (left() > 0) {
      <button type="button" (click)="undone.emit()">{{ t('action.undo') }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 6px;
      margin-block-start: 4px;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    button {
      min-block-size: 24px;
      font-weight: 600;
      color: var(--mat-sys-primary);
    }
    button:hover {
      text-decoration: underline;
    }
    @media (pointer: coarse) {
      button {
        min-block-size: 44px;
        padding-inline: var(--space-8);
      }
    }
  `,
})
export class HeldLine {
  protected readonly t = t;
  /** By the clock of this device. */
  readonly until = input.required<number>();
  readonly undone = output();

  private readonly at = signal(Date.now());
  protected readonly left = computed(() => Math.ceil(Math.max(0, this.until() - this.at()) / 1_000));

  constructor() {
    const timer = setInterval(() => this.at.set(Date.now()), 250);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
