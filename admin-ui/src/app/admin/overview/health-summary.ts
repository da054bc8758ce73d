import { ChangeDetectionStrategy, Component } from '@angular/core';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { partName, STATE_WORDS } from './health-words';
import { systemHealth } from './system-health';

/** Each part with its state, as a list. */
@Component({
  selector: 'app-health-summary',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    @if (source.health(); as health) {
      <ul>
        @for (part of health.parts; track part.part) {
          <li [class]="part.state">
            <app-icon [name]="words[part.state].icon" [size]="16" />
            <span class="name">{{ name(part.part) }}</span>
            <span class="state">{{ t(words[part.state].label) }}</span>
          </li>
        }
      </ul>
    } @else if (source.problem(); as problem) {
      <app-error-state [title]="t('health.notLoaded')" [text]="problem.detail" (retry)="source.reload()" />
    } @else {
      <app-skeleton [rows]="6" [rowHeight]="32" [avatar]="16" />
    }
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
      font: var(--mat-sys-body-medium);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 30px;
    }
    .name {
      flex: 1;
    }
    .state {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .ok app-icon {
      color: var(--parley-success);
    }
    .degraded :is(app-icon, .state) {
      color: var(--parley-warning);
    }
    .down :is(app-icon, .state) {
      color: var(--mat-sys-error);
    }
  `,
})
export class HealthSummary {
  protected readonly t = t;
  protected readonly words = STATE_WORDS;
  protected readonly name = partName;
  protected readonly source = systemHealth();
}
