import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from './icon';
import type { IconName } from './icon-shapes';

/** Why there is nothing here, and the one thing to do about it. */
@Component({
  selector: 'app-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <span class="disc"><app-icon [name]="icon()" [size]="24" /></span>
    @if (level() === 1) {
      <h1>{{ title() }}</h1>
    } @else {
      <h2>{{ title() }}</h2>
    }
    @if (text(); as words) {
      <p class="sentence">{{ words }}</p>
    }
    @if (actionLabel(); as label) {
      <button type="button" class="btn primary" (click)="action.emit()">{{ label }}</button>
    }
  `,
  styleUrl: './state-block.css',
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  /** 1 where it is all there is on the page. */
  readonly level = input<1 | 2>(2);
  readonly text = input<string>();
  readonly actionLabel = input<string>();
  readonly action = output<void>();
}
