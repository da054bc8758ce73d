import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { Chart, ChartConfiguration } from 'chart.js';
import { numberText } from '../../core/number-text';
import { Theme } from '../../core/theme';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';

/** One line of a chart, with a number for each label. */
export interface ChartLine {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** One of the colours for charts. */
  readonly colour: `--parley-chart-${1 | 2 | 3 | 4 | 5 | 6}`;
  readonly isDashed?: boolean;
}

/** Lines over time with what they say in a sentence, and as a table for who prefers that, or gets no chart. */
@Component({
  selector: 'app-line-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <figure>
      <figcaption>
        <span class="words">
          <strong>{{ title() }}</strong>
          <span class="muted">{{ summary() }}</span>
        </span>
        @if (!isBroken()) {
          <button
            type="button"
            class="iconbtn"
            [attr.aria-label]="t(isTable() ? 'overview.showChart' : 'overview.showTable', { chart: title() })"
            [title]="t(isTable() ? 'overview.showChart' : 'overview.showTable', { chart: title() })"
            (click)="isTable.set(!isTable())"
          >
            <app-icon [name]="isTable() ? 'pulse' : 'table'" [size]="18" />
          </button>
        }
      </figcaption>
      @if (isBroken()) {
        <p class="muted" role="status">{{ t('overview.chartFailed') }}</p>
      }
      @if (isTable() || isBroken()) {
        <div class="table" role="region" [attr.aria-label]="title()" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('overview.time') }}</th>
                @for (line of lines(); track line.label) {
                  <th scope="col" class="end">{{ line.label }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (label of labels(); track $index) {
                <tr>
                  <th scope="row">{{ label }}</th>
                  @for (line of lines(); track line.label) {
                    <td class="end num">{{ number(line.values[$index]) }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <div class="canvas"><canvas #canvas aria-hidden="true"></canvas></div>
        @if (lines().length > 1) {
          <ul class="legend">
            @for (line of lines(); track line.label) {
              <li>
                <i [style.border-block-start-color]="'var(' + line.colour + ')'" [class.dashed]="line.isDashed"></i>
                {{ line.label }}
              </li>
            }
          </ul>
        }
      }
    </figure>
  `,
  styleUrl: './line-chart.css',
})
export class LineChart {
  protected readonly t = t;
  protected readonly number = (value: number | null | undefined) => (value == null ? '–' : numberText(value));
  readonly title = input.required<string>();
  readonly summary = input.required<string>();
  readonly labels = input.required<readonly string[]>();
  readonly lines = input.required<readonly ChartLine[]>();

  protected readonly isTable = signal(false);
  /** The library could not be loaded, as without a connection. */
  protected readonly isBroken = signal(false);
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly theme = inject(Theme);
  private chart: Chart | undefined;
  /** A drawing that is overtaken by the next one draws nothing. */
  private drawing = 0;

  constructor() {
    const repaint = signal(0);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => repaint.update((count) => count + 1);
    scheme.addEventListener('change', changed);
    inject(DestroyRef).onDestroy(() => {
      scheme.removeEventListener('change', changed);
      this.forget();
    });
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      const [labels, lines] = [this.labels(), this.lines()];
      this.theme.choice();
      repaint();
      if (canvas) void this.draw(canvas, labels, lines);
      else this.forget();
    });
  }

  private async draw(canvas: HTMLCanvasElement, labels: readonly string[], lines: readonly ChartLine[]) {
    const drawing = ++this.drawing;
    try {
      const library = await import('./chart-library');
      if (drawing !== this.drawing) return;
      const drawn = configured(canvas, labels, lines);
      if (this.chart?.canvas === canvas) {
        this.chart.data = drawn.data;
        this.chart.options = drawn.options ?? {};
        this.chart.update('none');
        return;
      }
      this.forget();
      this.chart = new library.Chart(canvas, drawn);
    } catch {
      this.isBroken.set(true);
    }
  }

  private forget(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}

/** Whether a value has none beside it: no line leads there. */
function stands(values: readonly (number | null)[], at: number): boolean {
  return values[at] != null && values[at - 1] == null && values[at + 1] == null;
}

function configured(
  canvas: HTMLCanvasElement,
  labels: readonly string[],
  lines: readonly ChartLine[],
): ChartConfiguration<'line'> {
  const host = canvas.parentElement ?? canvas;
  const isRightToLeft = getComputedStyle(host).direction === 'rtl';
  const [ink, grid, paper] = ['--mat-sys-on-surface-variant', '--parley-hairline', '--parley-paper'].map((token) =>
    colourOf(host, token),
  );
  const font = { family: getComputedStyle(host).fontFamily, size: 12 };
  return {
    type: 'line',
    data: {
      labels: [...labels],
      datasets: lines.map((line) => {
        const colour = colourOf(host, line.colour);
        return {
          label: line.label,
          data: [...line.values],
          borderColor: colour,
          backgroundColor: `color-mix(in srgb, ${colour} 14%, transparent)`,
          borderWidth: 2,
          borderDash: line.isDashed ? [5, 4] : [],
          fill: !line.isDashed,
          pointRadius: line.values.map((_, at) => (stands(line.values, at) ? 3 : 0)),
          pointBackgroundColor: colour,
          pointHoverRadius: 4,
          tension: 0.25,
        };
      }),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          reverse: isRightToLeft,
          grid: { display: false },
          // The chart leaves room for half a label at the wrong end of what is reversed.
          ticks: {
            ...{ color: ink ?? '', font, maxRotation: 0, autoSkipPadding: 24 },
            align: isRightToLeft ? 'inner' : 'center',
          },
        },
        y: {
          position: isRightToLeft ? 'right' : 'left',
          beginAtZero: true,
          suggestedMax: 4,
          border: { display: false },
          grid: { color: grid ?? '' },
          ticks: {
            color: ink ?? '',
            font,
            precision: 0,
            maxTicksLimit: 5,
            callback: (value) => numberText(Number(value)),
          },
        },
      },
      plugins: {
        tooltip: {
          rtl: isRightToLeft,
          backgroundColor: paper ?? '',
          borderColor: grid ?? '',
          borderWidth: 1,
          titleColor: ink ?? '',
          bodyColor: ink ?? '',
          titleFont: font,
          bodyFont: font,
        },
      },
    },
  };
}

/** A token as a colour that a canvas knows: it may be another one in the dark. */
function colourOf(host: HTMLElement, token: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
