import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const WIDTH = 100;
const HEIGHT = 32;
/** As many as can be told apart. */
const MAX_POINTS = 48;

/** How a figure went, as a small line beside it; decoration, for the chart below says it in full. */
@Component({
  selector: 'app-sparkline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    <svg viewBox="0 0 100 32" preserveAspectRatio="none" focusable="false">
      <path class="area" [attr.d]="area()" />
      <path class="line" [attr.d]="line()" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      inline-size: 96px;
      block-size: 32px;
    }
    :host-context([dir='rtl']) svg {
      transform: scaleX(-1);
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
    }
    .line {
      fill: none;
      stroke: var(--parley-chart-1);
      stroke-width: 2;
      vector-effect: non-scaling-stroke;
      stroke-linejoin: round;
    }
    .area {
      fill: var(--parley-chart-1);
      opacity: 0.12;
    }
  `,
})
export class Sparkline {
  readonly values = input.required<readonly (number | null)[]>();

  protected readonly line = computed(() => lineThrough(this.values()));
  protected readonly area = computed(() => {
    const line = this.line();
    return line && `${line} L${WIDTH} ${HEIGHT} L0 ${HEIGHT} Z`;
  });
}

/** From the least to the most; what is not known counts as nothing. */
function lineThrough(values: readonly (number | null)[]): string {
  const points = thinned(values.map((value) => value ?? 0));
  if (points.length < 2) return '';
  const most = Math.max(...points, 1);
  return points
    .map((value, n) => {
      const x = ((n * WIDTH) / (points.length - 1)).toFixed(1);
      const y = (HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1);
      return `${n === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join(' ');
}

/** The highest of each few neighbours. */
function thinned(values: readonly number[]): number[] {
  const size = Math.max(1, Math.ceil(values.length / MAX_POINTS));
  const groups = Array.from({ length: Math.ceil(values.length / size) }, (_, n) =>
    values.slice(n * size, (n + 1) * size),
  );
  return groups.map((group) => Math.max(...group));
}
