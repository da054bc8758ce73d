import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ComposeLauncher } from '../compose/compose-launcher';
import { Icon } from '../ui/icon';
import { FirstSteps } from './first-steps';
import { around, t } from '../core/words/words';

/** The place beside the list while no conversation is open: what to do next. */
@Component({
  selector: 'app-nothing-open',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <main>
      <div>
        <svg viewBox="0 0 88 52" width="88" height="52" aria-hidden="true">
          <rect x="1" y="1" width="56" height="34" rx="8" fill="var(--mat-sys-surface-container-high)" />
          <path d="M13 14h24M13 22h16" stroke="var(--mat-sys-outline)" stroke-width="4" stroke-linecap="round" />
          <rect x="38" y="21" width="48" height="30" rx="8" fill="var(--parley-bubble-own)" />
          <path d="M52 36h20" stroke="var(--mat-sys-primary)" stroke-width="4" stroke-linecap="round" />
        </svg>
        @if (steps.isAlone()) {
          <h1>{{ t('first.alone') }}</h1>
          <p class="muted">{{ t('first.aloneText') }}</p>
          <button type="button" class="btn primary lg" (click)="steps.invite()">
            <app-icon name="plus" [size]="18" />{{ t('action.invitePeople') }}
          </button>
        } @else if (steps.isFirstRun()) {
          <h1>{{ t('first.none') }}</h1>
          <p class="muted">{{ t('first.noneLongText') }}</p>
          <button type="button" class="btn primary" (click)="compose.open()">
            <app-icon name="edit" [size]="18" />{{ t('action.newMessage') }}
          </button>
          @let press = around('first.pressKey', 'key');
          <p class="hint">{{ press.before }}<kbd>C</kbd>{{ press.after }}</p>
        } @else {
          <h1>{{ t('first.select') }}</h1>
          <p class="muted">{{ t('first.selectText') }}</p>
          <button type="button" class="btn line" (click)="compose.open()">
            <app-icon name="edit" [size]="18" />{{ t('action.newMessage') }}
          </button>
        }
      </div>
    </main>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    main {
      block-size: 100%;
      display: grid;
      place-items: center;
      padding: var(--space-24);
    }
    div {
      inline-size: min(100%, 340px);
      display: grid;
      justify-items: start;
      gap: var(--space-4);
    }
    h1 {
      font: var(--mat-sys-title-medium);
      letter-spacing: -0.011em;
      margin-block-start: var(--space-12);
    }
    .btn {
      margin-block-start: var(--space-12);
    }
    .hint {
      margin-block-start: var(--space-8);
    }
  `,
})
export class NothingOpen {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly compose = inject(ComposeLauncher);
  protected readonly steps = inject(FirstSteps);
}
