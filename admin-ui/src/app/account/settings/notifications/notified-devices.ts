import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../../api/api';
import { listPushSubscriptions } from '../../../api/fn/notifications/list-push-subscriptions';
import { testPush } from '../../../api/fn/notifications/test-push';
import { unsubscribeFromPush } from '../../../api/fn/notifications/unsubscribe-from-push';
import { listSessions } from '../../../api/fn/sign-in/list-sessions';
import type { PushDeviceDto } from '../../../api/models/push-device-dto';
import { problemOf } from '../../../core/problem';
import { agoOrWhen } from '../../../core/times';
import { t } from '../../../core/words/words';
import { DevicePush } from '../../../state/notifications/device-push';
import { ErrorState } from '../../../ui/error-state';
import { Icon } from '../../../ui/icon';
import { Skeleton } from '../../../ui/skeleton';
import { Toasts } from '../../../ui/toast.service';
import { deviceName, isHandheld } from '../device-name';
import { answerInWords, isTaken } from './push-answer';

interface Row extends PushDeviceDto {
  readonly name: string;
  readonly isHandheld: boolean;
}

/** My devices that are notified, each with how the last one went; a test for all of them. */
@Component({
  selector: 'app-notified-devices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    <h3>{{ t('push.devices') }}</h3>
    @if (list.hasValue()) {
      @if (list.value().length > 0) {
        <ul>
          @for (row of list.value(); track row.id) {
            <li>
              <app-icon [name]="row.isHandheld ? 'phone' : 'device'" />
              <div class="grow">
                <p>
                  <b>{{ row.name }}</b>
                  @if (row.current) {
                    <span class="tag ok">{{ t('device.this') }}</span>
                  }
                </p>
                <p class="muted" [class.bad]="hasFailed(row)">{{ lastOf(row) }}</p>
              </div>
              @if (!row.current) {
                <button
                  type="button"
                  class="btn line sm"
                  [attr.aria-label]="t('push.removeOf', { device: row.name })"
                  (click)="remove(row)"
                >
                  {{ t('push.remove') }}
                </button>
              }
            </li>
          }
        </ul>
        <button type="button" class="btn line" [disabled]="isTesting()" (click)="test()">
          {{ isTesting() ? t('action.sending') : t('push.test') }}
        </button>
      } @else {
        <p class="muted">{{ t('push.noDevices') }}</p>
      }
      <div class="results" role="status">
        @for (result of results(); track $index) {
          <p class="hint" [class.ok]="result.isTaken" [class.bad]="!result.isTaken">
            <app-icon [name]="result.isTaken ? 'check' : 'alert'" [size]="16" /><span
              ><b>{{ result.name }}</b> · {{ result.text }}</span
            >
          </p>
        }
      </div>
    } @else if (problem(); as problem) {
      <app-error-state [title]="t('push.devicesNotLoaded')" [text]="problem.detail" (retry)="list.reload()" />
    } @else {
      <app-skeleton [rows]="1" [rowHeight]="56" [avatar]="20" />
    }
  `,
  styles: `
    h3 {
      font: var(--mat-sys-label-large);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      min-block-size: 56px;
      padding-block: var(--space-4);
      color: var(--mat-sys-on-surface-variant);
    }
    .grow {
      flex-basis: 8rem;
    }
    li + li {
      border-block-start: 1px solid var(--parley-hairline);
    }
    li b {
      font: var(--mat-sys-label-large);
      color: var(--mat-sys-on-surface);
      margin-inline-end: 6px;
    }
    .muted {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }
    .muted.bad {
      color: var(--mat-sys-error);
    }
    .btn:not(.sm) {
      margin-block-start: var(--space-8);
    }
    .results {
      display: grid;
      gap: var(--space-4);
      margin-block-start: var(--space-8);
    }
  `,
})
export class NotifiedDevices {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly device = inject(DevicePush);

  protected readonly list = resource({ loader: () => this.load() });
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error && problemOf(error);
  });
  protected readonly isTesting = signal(false);
  protected readonly results = signal<
    readonly { readonly name: string; readonly text: string; readonly isTaken: boolean }[]
  >([]);

  /** This device was added or taken away. */
  reload(): void {
    this.results.set([]);
    this.list.reload();
  }

  protected lastOf({ sentAt, answer, service }: Row): string {
    const when = sentAt === null ? t('push.notYet') : t('push.lastSent', { when: agoOrWhen(sentAt) });
    return answer === null ? when : `${when} · ${answerInWords({ service, status: answer })}`;
  }

  protected hasFailed({ answer, service }: Row): boolean {
    return answer !== null && !isTaken({ service, status: answer });
  }

  protected async remove({ id, name }: Row): Promise<void> {
    try {
      await this.api.invoke(unsubscribeFromPush, { id });
      this.toasts.show({ text: t('push.removed', { device: name }) });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    this.reload();
  }

  protected async test(): Promise<void> {
    const rows = this.list.value() ?? [];
    this.isTesting.set(true);
    this.results.set([]);
    try {
      const { results } = await this.api.invoke(testPush);
      const inWords = results.map(({ id, status, isGone }) => {
        const { name, service } = rows.find((row) => row.id === id) ?? { name: t('device.unknown'), service: '' };
        const answer = { service, status, isGone };
        return { name, text: answerInWords(answer), isTaken: isTaken(answer) };
      });
      this.results.set(inWords);
      // Its push service may have forgotten this very browser: then the switch says so.
      if (results.some(({ isGone }) => isGone)) await this.device.renew();
      this.list.reload();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isTesting.set(false);
    }
  }

  /** A subscription ends with its session, which says what device it is. */
  private async load(): Promise<Row[]> {
    const [{ items }, sessions] = await Promise.all([
      this.api.invoke(listPushSubscriptions),
      this.api.invoke(listSessions),
    ]);
    return items.map((device) => {
      const userAgent = sessions.items.find(({ id }) => id === device.sessionId)?.userAgent ?? '';
      return { ...device, name: deviceName(userAgent), isHandheld: isHandheld(userAgent) };
    });
  }
}
