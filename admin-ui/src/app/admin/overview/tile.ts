import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import type { Change } from './figure-text';
import { Sparkline } from './sparkline';

/** Where the list behind a figure is. */
export interface TileLink {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** A figure: what it is, how much, how it changed, and a way to what is behind it. One that failed says so alone. */
@Component({
  selector: 'app-tile',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, Sparkline],
  host: { role: 'group', '[attr.aria-label]': 'label()', '[class.failed]': "state() === 'failed'" },
  template: `
    @if (link(); as to) {
      <a class="label" [routerLink]="to.path" [queryParams]="to.query ?? null"
        >{{ label() }}<app-icon name="chevron-right" [size]="16"
      /></a>
    } @else {
      <span class="label">{{ label() }}</span>
    }
    @switch (state()) {
      @case ('loading') {
        <i class="ghost" aria-hidden="true"></i>
      }
      @case ('failed') {
        <span class="problem"><app-icon name="alert" [size]="16" />{{ t('overview.figureFailed') }}</span>
        <button
          type="button"
          class="btn sm line"
          [attr.aria-label]="t('overview.retryFigure', { figure: label() })"
          (click)="retry.emit()"
        >
          {{ t('action.retry') }}
        </button>
      }
      @default {
        <span class="row">
          <span class="value num">{{ value() }}</span>
          @if (values(); as points) {
            <app-sparkline [values]="points" />
          }
        </span>
        @if (change(); as change) {
          <span class="note">
            <b [class]="change.direction">{{ change.text }}</b> {{ t('overview.onPeriodBefore') }}
          </span>
        } @else if (note(); as note) {
          <span class="note">{{ note }}</span>
        }
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--space-4);
      align-items: flex-start;
      min-inline-size: 0;
      /* What is below stays where it is when the figure comes: label, figure and note have their lines from the start. */
      min-block-size: calc(24px + 2.25rem + 1.125rem + 2 * var(--space-4) + 2 * var(--space-16));
      padding: var(--space-16) var(--space-20);
    }
    .label {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      min-block-size: 24px;
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    a.label {
      color: var(--mat-sys-primary);
    }
    :host-context([dir='rtl']) a.label app-icon {
      transform: scaleX(-1);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: center;
      gap: var(--space-8);
      inline-size: 100%;
    }
    .value {
      font: var(--parley-figure);
    }
    .note {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    b {
      font-weight: 600;
      color: var(--mat-sys-on-surface);
    }
    b.up::before {
      content: '▲ ' / '';
    }
    b.down::before {
      content: '▼ ' / '';
    }
    .problem {
      display: flex;
      gap: var(--space-8);
      align-items: center;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-error);
    }
    .ghost {
      inline-size: 60%;
      block-size: 36px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-high);
    }
    @media (pointer: coarse) {
      a.label {
        min-block-size: 44px;
      }
    }
  `,
})
export class Tile {
  protected readonly t = t;
  readonly label = input.required<string>();
  readonly state = input.required<'loading' | 'failed' | 'ready'>();
  readonly value = input('');
  readonly note = input<string>();
  readonly change = input<Change>();
  readonly values = input<readonly (number | null)[]>();
  readonly link = input<TileLink>();
  readonly retry = output<void>();
}
