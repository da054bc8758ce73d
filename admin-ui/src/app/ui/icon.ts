import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ICON_SOLIDS, ICON_STROKES, type IconName } from './icon-shapes';

/** A drawing beside or instead of words; the words (a label, `aria-label`) belong to what holds it. */
@Component({
  selector: 'app-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    <svg viewBox="0 0 24 24" [attr.width]="size()" [attr.height]="size()" [attr.stroke-width]="weight()">
      @for (stroke of strokes(); track stroke) {
        <path [attr.d]="stroke" />
      }
      @if (solid(); as area) {
        <path [attr.d]="area" fill="currentColor" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      display: block;
      fill: none;
      stroke: currentColor;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input<16 | 18 | 20 | 24>(20);

  protected readonly strokes = computed<readonly string[]>(() => ICON_STROKES[this.name()]);
  protected readonly solid = computed(() => ICON_SOLIDS[this.name()]);
  /** Small drawings need heavier lines to look equally strong. */
  protected readonly weight = computed(() => ({ 16: 2, 18: 1.85, 20: 1.7, 24: 1.6 })[this.size()]);
}
