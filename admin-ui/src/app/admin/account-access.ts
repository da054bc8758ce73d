import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { DeviceList } from '../account/settings/device-list';
import { deviceName } from '../account/settings/device-name';
import { Api } from '../api/api';
import { adminCreatePasswordLink } from '../api/fn/administration/admin-create-password-link';
import { adminEndSession } from '../api/fn/administration/admin-end-session';
import { adminEndSessions } from '../api/fn/administration/admin-end-sessions';
import { adminListSessions } from '../api/fn/administration/admin-list-sessions';
import type { SessionDto } from '../api/models/session-dto';
import type { UserDto } from '../api/models/user-dto';
import { isolated } from '../core/isolated';
import { problemOf } from '../core/problem';
import { AppDialogs } from '../ui/dialogs';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import { CopyField } from '../ui/copy-field';
import { around, t } from '../core/words/words';

/** How somebody else gets in: a link for who is locked out, and the devices on which they are signed in. */
@Component({
  selector: 'app-account-access',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyField, DeviceList, Skeleton],
  template: `
    <section aria-labelledby="password-link">
      <h3 id="password-link">{{ t('access.lockedOut') }}</h3>
      @if (link(); as url) {
        <p role="status">{{ t('access.shownOnce') }}</p>
        <app-copy-field [label]="t('access.link')" [value]="url" />
      } @else {
        @let linkText = around('access.linkText', 'name');
        <p class="muted">
          {{ linkText.before }}<bdi>{{ account().displayName }}</bdi
          >{{ linkText.after }}
        </p>
        <button type="button" class="btn line" [disabled]="isBusy()" (click)="createLink()">
          {{ t('access.createLink') }}
        </button>
      }
    </section>
    <section aria-labelledby="signed-in">
      <h3 id="signed-in">{{ t('access.signedInOn') }}</h3>
      @if (sessions.hasValue()) {
        @if (sessions.value().items.length === 0) {
          <p class="muted">{{ t('access.nowhere') }}</p>
        } @else {
          <app-device-list [sessions]="sessions.value().items" (end)="end($event)" />
          <button type="button" class="btn line" (click)="endAll()">{{ t('access.signOutAll') }}</button>
        }
      } @else if (problem(); as words) {
        <div role="alert">
          <p class="muted">{{ words }}</p>
          <button type="button" class="btn sm line" (click)="sessions.reload()">{{ t('action.retry') }}</button>
        </div>
      } @else {
        <app-skeleton [rows]="2" [rowHeight]="56" [avatar]="20" />
      }
    </section>
  `,
  styles: `
    :host,
    section {
      display: grid;
      gap: var(--space-12);
    }
    :host {
      gap: var(--space-24);
    }
    .btn {
      justify-self: start;
    }
  `,
})
export class AccountAccess {
  protected readonly isolated = isolated;
  protected readonly around = around;
  protected readonly t = t;
  readonly account = input.required<UserDto>();

  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly id = computed(() => this.account().id);

  /** Shown until another person is looked at. */
  protected readonly link = linkedSignal<string, string | undefined>({ source: this.id, computation: () => undefined });
  protected readonly isBusy = signal(false);
  protected readonly sessions = resource({
    params: () => this.id(),
    loader: ({ params: id }) => this.api.invoke(adminListSessions, { id }),
  });
  protected readonly problem = computed(() => {
    const error = this.sessions.error();
    return error && problemOf(error).detail;
  });

  protected async createLink(): Promise<void> {
    const id = this.id();
    this.isBusy.set(true);
    try {
      const { url } = await this.api.invoke(adminCreatePasswordLink, { id });
      if (id === this.id()) this.link.set(new URL(url, location.origin).href);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async end(session: SessionDto): Promise<void> {
    const device = deviceName(session.userAgent);
    const isSure = await this.dialogs.confirm({
      title: t('device.signOutAsk', { device }),
      text: t('access.signOutText', { name: isolated(this.account().displayName) }),
      yes: t('device.signOut'),
    });
    if (isSure)
      await this.do(
        () => this.api.invoke(adminEndSession, { id: this.id(), sid: session.id }),
        t('device.signedOut', { device }),
      );
  }

  protected async endAll(): Promise<void> {
    const name = isolated(this.account().displayName);
    const isSure = await this.dialogs.confirm({
      title: t('access.signOutAllAsk', { name }),
      text: t('access.signOutAllText'),
      yes: t('access.signOutAll'),
    });
    if (isSure)
      await this.do(() => this.api.invoke(adminEndSessions, { id: this.id() }), t('access.signedOutAll', { name }));
  }

  private async do(act: () => Promise<void>, done: string): Promise<void> {
    try {
      await act();
      this.toasts.show({ text: done });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    this.sessions.reload();
  }
}
