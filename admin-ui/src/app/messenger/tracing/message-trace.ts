import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { getMessageNotifications } from '../../api/fn/notifications/get-message-notifications';
import type { MessageDto } from '../../api/models/message-dto';
import type { TracedDeliveryDto } from '../../api/models/traced-delivery-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { problemOf } from '../../core/problem';
import { briefly } from '../../core/times';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { Skeleton } from '../../ui/skeleton';
import { whatBecameOf } from './what-became-of';

/** What became of the notifications of one of my messages, by recipient. */
@Component({
  selector: 'app-message-trace',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, Skeleton],
  template: `
    <app-dialog [heading]="t('trace.title')" [reads]="true">
      @if (trace.error()) {
        <p class="hint bad" role="alert">{{ problem() }}</p>
        <button type="button" class="btn sm line" (click)="trace.reload()">{{ t('action.retry') }}</button>
      } @else if (!trace.hasValue()) {
        <app-skeleton [rows]="3" [rowHeight]="52" [avatar]="32" />
      } @else {
        <p class="muted">{{ summary() }}</p>
        <ul>
          @for (person of people(); track person.user.id) {
            <li>
              <app-avatar
                [id]="person.user.id"
                [name]="person.user.displayName"
                [picture]="person.user.avatarUrl"
                [size]="32"
              />
              <div class="grow">
                <p class="clip name" dir="auto">{{ person.user.displayName }}</p>
                @for (one of person.deliveries; track $index) {
                  <p class="what" [class.bad]="one.state === 'failed'">
                    {{ whatBecameOf(one) }}
                    @if (one.channel !== 'none') {
                      · <time class="num" [attr.datetime]="one.at">{{ when(one.at) }}</time>
                    }
                  </p>
                }
              </div>
            </li>
          }
        </ul>
        @if (isPartial()) {
          <p class="hint">{{ t('trace.others') }}</p>
        }
      }
    </app-dialog>
  `,
  styles: `
    ul {
      list-style: none;
      display: grid;
      gap: var(--space-12);
      margin-block: var(--space-16);
    }
    li {
      display: flex;
      gap: var(--space-12);
      min-inline-size: 0;
    }
    li > div {
      min-inline-size: 0;
    }
    .name {
      font: var(--mat-sys-title-small);
    }
    .what {
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    .what.bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class MessageTrace {
  protected readonly t = t;
  protected readonly when = briefly;
  protected readonly whatBecameOf = whatBecameOf;

  private readonly api = inject(Api);
  private readonly message = inject<MessageDto>(DIALOG_DATA);
  protected readonly trace = resource({
    loader: () => {
      const { conversationId, seq } = this.message;
      return this.api.invoke(getMessageNotifications, { conversationId, seq });
    },
  });
  protected readonly problem = computed(() => problemOf(this.trace.error()).detail);
  protected readonly summary = computed(() => {
    if (!this.trace.hasValue()) return '';
    const { sent, recipients: count } = this.trace.value().counts;
    return t('trace.counts', { sent, count });
  });
  protected readonly people = computed(() => {
    const items = this.trace.hasValue() ? this.trace.value().items : [];
    const byPerson = new Map<string, { user: UserCardDto; deliveries: TracedDeliveryDto[] }>();
    for (const item of items) {
      const known = byPerson.get(item.user.id) ?? { user: item.user, deliveries: [] };
      known.deliveries.push(item);
      byPerson.set(item.user.id, known);
    }
    return [...byPerson.values()];
  });
  protected readonly isPartial = computed(
    () => this.trace.hasValue() && this.people().length < this.trace.value().counts.recipients,
  );
}
