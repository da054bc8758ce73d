import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from './icon';

/** What could not be loaded and why, with a button that tries again. */
@Component({
  selector: 'app-error-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    <span class="disc bad"><app-icon name="alert" [size]="24" /></span>
    <h2>{{ title() }}</h2>
    <p dir="auto">{{ text() }}</p>
    <button type="button" class="btn line" (click)="retry.emit()"><app-icon name="retry" [size]="16" />Retry</button>
  `,
  styleUrl: './state-block.css',
})
export class ErrorState {
  readonly title = input("Couldn't load this");
  readonly text = input.required<string>();
  readonly retry = output<void>();
}
