import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { dayAndTime } from '../../../core/times';
import { t } from '../../../core/words/words';
import { Pause } from '../../../state/notifications/pause';
import { Icon } from '../../../ui/icon';

/** Silence on all devices for a while, and its end. */
@Component({
  selector: 'app-pause-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <h3 id="pause-label">{{ t('pause.title') }}</h3>
    <p class="hint">{{ t('pause.hint') }}</p>
    <div class="row" role="group" aria-labelledby="pause-label">
      @if (pause.until(); as until) {
        <p class="until"><app-icon name="mute" [size]="18" />{{ t('pause.until', { when: dayAndTime(until) }) }}</p>
        <button type="button" class="btn line sm" (click)="pause.resume()">{{ t('pause.resume') }}</button>
      } @else {
        <button type="button" class="btn line sm" (click)="pause.forAnHour()">{{ t('pause.hour') }}</button>
        <button type="button" class="btn line sm" (click)="pause.untilTomorrow()">{{ t('pause.tomorrow') }}</button>
        <button type="button" class="btn line sm" (click)="pause.ask()">{{ t('pause.other') }}</button>
      }
    </div>
  `,
  styles: `
    h3 {
      font: var(--mat-sys-label-large);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8) var(--space-12);
      margin-block-start: var(--space-8);
    }
    .until {
      display: flex;
      align-items: center;
      gap: var(--space-8);
    }
  `,
})
export class PauseChoice {
  protected readonly t = t;
  protected readonly dayAndTime = dayAndTime;
  protected readonly pause = inject(Pause);
}
