import { ChangeDetectionStrategy, Component, effect, inject, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api';
import { getSecondFactor } from '../api/fn/sign-in/get-second-factor';
import { FactorDuty } from '../core/proof/factor-duty';
import { connectionCount } from '../core/realtime/connection-count';
import { dayAndTime } from '../core/times';
import { whenIdle } from '../core/when-idle';
import { t } from '../core/words/words';
import { Icon } from '../ui/icon';

/** Nobody waits for it. */
const ASKED_WITHIN_MS = 5_000;

/** Until when I have to set a second factor up, where the organisation asks for one; asks with every connection. */
@Component({
  selector: 'app-factor-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  template: `
    @if (isClosed() ? null : duty.requiredBy(); as when) {
      <div class="bar warn" role="status">
        <app-icon name="key" [size]="16" />
        <span>{{ t('factor.requiredBy', { when: time(when) }) }}</span>
        <a class="btn sm" routerLink="/settings" fragment="second-factor">{{ t('factor.goToSetUp') }}</a>
        <button type="button" class="iconbtn sm" [attr.aria-label]="t('action.close')" (click)="isClosed.set(true)">
          <app-icon name="close" [size]="16" />
        </button>
      </div>
    }
  `,
})
export class FactorNotice {
  protected readonly t = t;
  protected readonly time = dayAndTime;
  private readonly api = inject(Api);
  protected readonly duty = inject(FactorDuty);
  protected readonly isClosed = signal(false);

  constructor() {
    effect(() => {
      if (connectionCount() > 0) untracked(() => whenIdle(() => void this.ask(), ASKED_WITHIN_MS));
    });
  }

  /** Silent where it fails: the next connection asks again. */
  private async ask(): Promise<void> {
    if (this.isClosed()) return;
    const mine = await this.api.invoke(getSecondFactor).catch(() => undefined);
    if (mine) this.duty.requiredBy.set(mine.requiredBy);
  }
}
