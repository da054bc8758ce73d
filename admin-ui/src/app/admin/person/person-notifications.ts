import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetNotifications } from '../../api/fn/administration/admin-get-notifications';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import type { PersonDeliveryDto } from '../../api/models/person-delivery-dto';
import { problemOf } from '../../core/problem';
import { dayAndTime, fullTime } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';

/** Of what was tried: more is seldom what somebody who helps looks for. */
const SHOWN = 10;

const REASONS: Readonly<Record<string, PlainKey>> = {
  read: 'someone.notified.read',
  paused: 'someone.notified.paused',
  quiet_hours: 'someone.notified.quietHours',
  off: 'someone.notified.off',
  signed_out: 'someone.notified.signedOut',
  deactivated: 'someone.notified.signedOut',
  unreachable: 'someone.notified.unreachable',
  not_allowed: 'someone.notified.notAllowed',
};

/** Whether notifications reach somebody: their devices, what was tried last, and what was answered. */
@Component({
  selector: 'app-person-notifications',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Skeleton],
  template: `
    <section aria-labelledby="notifications">
      <h3 id="notifications">{{ t('someone.notifications') }}</h3>
      @if (found.error()) {
        <div role="alert">
          <p>{{ t('someone.notificationsNotLoaded') }}</p>
          <p class="muted">{{ problem() }}</p>
          <button type="button" class="btn sm line" (click)="found.reload()">{{ t('action.retry') }}</button>
        </div>
      } @else if (!found.hasValue()) {
        <app-skeleton [rows]="3" [rowHeight]="56" [avatar]="20" />
      } @else {
        <p>{{ chosen() }}</p>
        <ul>
          @for (device of found.value().devices; track device.id) {
            <li class="entry">
              <app-icon [name]="isWell(device.answer) ? 'device' : 'alert'" [class.bad]="!isWell(device.answer)" />
              <div class="grow">
                <p>{{ deviceText(device.answer) }}</p>
                <p class="muted" translate="no">{{ device.service }}</p>
              </div>
              <time class="muted" [title]="full(device.sentAt ?? device.createdAt)">{{
                time(device.sentAt ?? device.createdAt)
              }}</time>
            </li>
          } @empty {
            <li class="muted">{{ t('someone.noNotifiedDevices') }}</li>
          }
        </ul>
        @if (tried().length > 0) {
          <h4>{{ t('someone.triedLast') }}</h4>
          <ul>
            @for (one of tried(); track $index) {
              <li class="entry">
                <app-icon [name]="one.state === 'failed' ? 'alert' : 'check'" [class.bad]="one.state === 'failed'" />
                <p class="grow">{{ outcome(one) }}</p>
                <time class="muted" [title]="full(one.at)" [attr.datetime]="one.at">{{ time(one.at) }}</time>
              </li>
            }
          </ul>
        }
      }
    </section>
  `,
  styleUrl: './person-part.css',
})
export class PersonNotifications {
  protected readonly t = t;
  protected readonly time = dayAndTime;
  protected readonly full = fullTime;
  readonly account = input.required<ListedAccountDto>();

  private readonly api = inject(Api);
  protected readonly found = resource({
    params: () => this.account().id,
    loader: ({ params: id }) => this.api.invoke(adminGetNotifications, { id }),
  });
  protected readonly problem = computed(() => problemOf(this.found.error()).detail);
  protected readonly tried = computed(() =>
    this.found.hasValue() ? this.found.value().deliveries.slice(0, SHOWN) : [],
  );
  protected readonly chosen = computed(() => {
    if (!this.found.hasValue()) return '';
    const { push, mail } = this.found.value();
    const isMailed = mail.after !== null || mail.digest !== 'none';
    return [
      t(push ? 'someone.wantsPush' : 'someone.wantsNoPush'),
      t(isMailed ? 'someone.wantsMail' : 'someone.wantsNoMail'),
    ].join(' ');
  });

  /** Nothing was sent to it yet, or what was sent last was taken. */
  protected isWell(answer: number | null): boolean {
    return answer === null || (answer >= 200 && answer < 300);
  }

  protected deviceText(answer: number | null): string {
    if (answer === null) return t('someone.deviceUntried');
    if (this.isWell(answer)) return t('someone.deviceWell');
    return answer === 0 ? t('someone.deviceUnreached') : t('someone.deviceRefused', { answer });
  }

  /** By which way, what came of it, and why not. */
  protected outcome({ channel, state, reason, answer }: PersonDeliveryDto): string {
    if (state === 'sent') return t(channel === 'mail' ? 'someone.notified.mail' : 'someone.notified.push');
    const why = REASONS[reason ?? ''];
    if (state === 'failed' && (answer ?? 0) > 0) return t('someone.notified.refused', { answer: answer ?? 0 });
    return why ? t(why) : t(state === 'waiting' ? 'someone.notified.waiting' : 'someone.notified.failed');
  }
}
