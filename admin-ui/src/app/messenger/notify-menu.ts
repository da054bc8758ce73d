import { CdkMenu, CdkMenuGroup, CdkMenuItem, CdkMenuItemRadio } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ConversationDto } from '../api/models/conversation-dto';
import { now } from '../core/present';
import { reminderTimes } from '../core/reminder-times';
import { dayAndTime } from '../core/times';
import { t } from '../core/words/words';
import { isMuted } from '../state/conversations/heard';
import { LEVEL_NAMES, NOTIFY_LEVELS } from '../state/notifications/notify-levels';
import { NotificationChoices } from '../state/notifications/notification-choices';
import { Icon } from '../ui/icon';
import { ConversationActions, FOR_GOOD } from './conversation-actions';

const HOUR_MS = 3_600_000;
const HOURS = 8;
const HOURS_OF_WEEK = 168;

/** For how long a conversation is silent, and of what in it I want to hear. The content of a menu. */
@Component({
  selector: 'app-notify-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenu, CdkMenuGroup, CdkMenuItem, CdkMenuItemRadio, Icon],
  template: `
    <div class="menu" cdkMenu>
      @if (isMuted()) {
        @if (until(); as when) {
          <p class="overline">{{ t('notify.mutedUntil', { when }) }}</p>
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.mute(conversation(), null)">
          <app-icon name="unmute" [size]="18" />{{ t('chat.unmute') }}
        </button>
      } @else {
        <p class="overline">{{ t('notify.mute') }}</p>
        @for (choice of choices(); track choice.label) {
          <button
            type="button"
            class="item"
            cdkMenuItem
            (cdkMenuItemTriggered)="actions.mute(conversation(), choice.until)"
          >
            {{ t(choice.label) }}
          </button>
        }
      }
      <hr />
      <div cdkMenuGroup [attr.aria-label]="t('notify.about')">
        <p class="overline">{{ t('notify.about') }}</p>
        @for (level of levels(); track level.value) {
          <button
            type="button"
            class="item"
            cdkMenuItemRadio
            [cdkMenuItemChecked]="chosen() === level.value"
            (cdkMenuItemTriggered)="actions.notifyOf(conversation(), level.value)"
          >
            <app-icon name="check" [size]="18" [style.visibility]="chosen() === level.value ? 'visible' : 'hidden'" />{{
              level.label
            }}
          </button>
        }
      </div>
    </div>
  `,
  styles: `
    .overline {
      padding: var(--space-4) var(--space-12);
    }
  `,
})
export class NotifyMenu {
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();
  protected readonly actions = inject(ConversationActions);
  private readonly choicesOfAll = inject(NotificationChoices);
  /** Null where nothing is chosen for it. */
  protected readonly chosen = computed(() => {
    const { notify, notifyChosen } = this.conversation().me;
    return notifyChosen ? notify : null;
  });
  /** First what holds where nothing is chosen, by what that is now. */
  protected readonly levels = computed(() => {
    const levels = NOTIFY_LEVELS.map((value) => ({ value, label: t(LEVEL_NAMES[value]) }));
    const label = t('notify.default', { level: t(LEVEL_NAMES[this.choicesOfAll.level()]) });
    return [{ value: null, label }, ...levels];
  });

  protected readonly isMuted = computed(() => isMuted(this.conversation().me));
  protected readonly until = computed(() => {
    const { mutedUntil } = this.conversation().me;
    return mutedUntil === null || mutedUntil >= FOR_GOOD ? undefined : dayAndTime(mutedUntil);
  });
  protected readonly choices = computed(() => {
    const inHours = (hours: number): string => new Date(now().getTime() + hours * HOUR_MS).toISOString();
    return [
      { label: 'notify.hour', until: inHours(1) },
      { label: 'notify.hours', until: inHours(HOURS) },
      { label: 'notify.tomorrow', until: reminderTimes(now()).tomorrow },
      { label: 'notify.week', until: inHours(HOURS_OF_WEEK) },
      { label: 'notify.always', until: FOR_GOOD },
    ] as const;
  });
}
