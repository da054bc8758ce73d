import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from './icon';
import { t } from '../core/words/words';

/** What could not be loaded and why, with a button that tries again. */
@Component({
  selector: 'app-error-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    <span class="disc bad"><app-icon name="alert" [size]="24" /></span>
    <h2>{{ title() ?? t('ui.notLoaded') }}</h2>
    <p class="sentence">{{ text() }}</p>
    <button type="button" class="btn line" (click)="retry.emit()">
      <app-icon name="retry" [size]="16" />{{ t('action.retry') }}
    </button>
  `,
  styleUrl: './state-block.css',
})
export class ErrorState {
  protected readonly t = t;
  readonly title = input<string>();
  readonly text = input.required<string>();
  readonly retry = output<void>();
}
