import { afterNextRender, ChangeDetectionStrategy, Component, inject, Injector } from '@angular/core';
import { DENSITIES, Look, TEXT_SIZES } from '../../core/look';
import { Theme, THEME_CHOICES } from '../../core/theme';
import { locale } from '../../core/words/language';
import { t } from '../../core/words/words';

/** Colours, how close things stand, how large text is and how clear; what is pressed shows at once. */
@Component({
  selector: 'app-appearance',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './appearance.html',
  styleUrl: './appearance.css',
})
export class Appearance {
  private readonly injector = inject(Injector);
  protected readonly t = t;
  protected readonly theme = inject(Theme);
  protected readonly look = inject(Look);
  protected readonly themes = THEME_CHOICES;
  protected readonly densities = DENSITIES;
  protected readonly textSizes = TEXT_SIZES;
  protected readonly sidesOf = { system: ['light', 'dark'], light: ['light'], dark: ['dark'] };
  /** The lines that are drawn. */
  protected readonly linesOf = { comfortable: [1, 2, 3], cosy: [1, 2, 3, 4], compact: [1, 2, 3, 4, 5, 6] };

  /** What was pressed stays in view, however much of the page above it grows. */
  protected resize(size: number, pressed: HTMLElement): void {
    this.look.textSize.set(size);
    afterNextRender(() => pressed.scrollIntoView({ block: 'nearest' }), { injector: this.injector });
  }

  protected percent(size: number): string {
    return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(size / 100);
  }
}
