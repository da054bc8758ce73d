import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { t } from '../core/words/words';

/** Rows in the shape of what is loading; they appear only after 120 ms, so that quick answers do not flicker. */
@Component({
  selector: 'app-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', '[attr.aria-label]': "t('ui.loading')" },
  template: `
    @for (row of lines(); track row) {
      <div class="line" [style.block-size.px]="rowHeight()">
        @if (avatar(); as size) {
          <i class="disc" [style.inline-size.px]="size" [style.block-size.px]="size"></i>
        }
        <span>
          <i class="bar" [style.inline-size.%]="30 + ((row * 23) % 40)"></i>
          @if (rowHeight() >= 56) {
            <i class="bar" [style.inline-size.%]="45 + ((row * 31) % 45)"></i>
          }
        </span>
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
      animation: appear 0s 120ms both;
    }
    .line {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      padding-inline: var(--space-8);
    }
    span {
      flex: 1;
      display: grid;
      gap: var(--space-8);
    }
    i {
      background: linear-gradient(
        100deg,
        var(--mat-sys-surface-container-high) 30%,
        var(--mat-sys-surface-container) 50%,
        var(--mat-sys-surface-container-high) 70%
      );
      background-size: 200% 100%;
      animation: shimmer 1.6s linear infinite;
    }
    .bar {
      block-size: 10px;
      border-radius: 6px;
    }
    .disc {
      border-radius: 50%;
      flex: none;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
    @keyframes shimmer {
      to {
        background-position: -200% 0;
      }
    }
  `,
})
export class Skeleton {
  protected readonly t = t;
  readonly rows = input(8);
  readonly rowHeight = input(64);
  /** The diameter of the disc at the start of a row; 0 for none. */
  readonly avatar = input(40);

  protected readonly lines = computed(() => Array.from({ length: this.rows() }, (_, index) => index));
}
