import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { endOtherSessions } from '../../api/fn/sign-in/end-other-sessions';
import { endSession } from '../../api/fn/sign-in/end-session';
import { listSessions } from '../../api/fn/sign-in/list-sessions';
import type { SessionDto } from '../../api/models/session-dto';
import { problemOf } from '../../core/problem';
import { AppDialogs } from '../../ui/dialogs';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { DeviceList } from './device-list';
import { deviceName } from './device-name';
import { t } from '../../core/words/words';

/** My devices. All but this one can be signed out from here, one or all. */
@Component({
  selector: 'app-session-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DeviceList, ErrorState, Skeleton],
  template: `
    @if (list.hasValue()) {
      <app-device-list [sessions]="list.value().items" (end)="end($event)" />
      @if (list.value().items.length > 1) {
        <button type="button" class="btn line" (click)="endOthers()">{{ t('device.signOutOthers') }}</button>
      }
    } @else if (problem(); as problem) {
      <app-error-state [title]="t('device.notLoaded')" [text]="problem.detail" (retry)="list.reload()" />
    } @else {
      <app-skeleton [rows]="2" [rowHeight]="56" [avatar]="20" />
    }
  `,
  styles: `
    .btn {
      margin-block-start: 12px;
    }
  `,
})
export class SessionList {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  protected readonly list = resource({ loader: () => this.api.invoke(listSessions) });
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error && problemOf(error);
  });

  protected async end(session: SessionDto): Promise<void> {
    const device = deviceName(session.userAgent);
    const isSure = await this.dialogs.confirm({
      title: t('device.signOutAsk', { device }),
      text: t('device.signOutText'),
      yes: t('device.signOut'),
    });
    if (isSure) await this.do(() => this.api.invoke(endSession, { id: session.id }), t('device.signedOut', { device }));
  }

  protected async endOthers(): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: t('device.signOutOthersAsk'),
      text: t('device.signOutOthersText'),
      yes: t('device.signOutAll'),
    });
    if (isSure) await this.do(() => this.api.invoke(endOtherSessions), t('device.othersSignedOut'));
  }

  private async do(act: () => Promise<void>, done: string): Promise<void> {
    try {
      await act();
      this.toasts.show({ text: done });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    this.list.reload();
  }
}
