import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { UpdateNotificationSettingsDto } from '../../../api/models/update-notification-settings-dto';
import { problemOf } from '../../../core/problem';
import { t } from '../../../core/words/words';
import { NotificationChoices } from '../../../state/notifications/notification-choices';
import { LEVEL_NAMES, NOTIFY_LEVELS } from '../../../state/notifications/notify-levels';
import { ErrorState } from '../../../ui/error-state';
import { Control, Field } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Skeleton } from '../../../ui/skeleton';
import { NotifiedDevices } from './notified-devices';
import { OwnWordsForm } from './own-words-form';
import { PauseChoice } from './pause-choice';
import { QuietHours } from './quiet-hours';
import { SoundForm } from './sound-form';
import { ThisDevice } from './this-device';
import { UnreadMailForm } from './unread-mail-form';

/** Where and when I am notified: this device, the others, what is shown, of what, a pause, quiet hours, words, mail, a sound. */
@Component({
  selector: 'app-notification-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Control,
    ErrorState,
    Field,
    Icon,
    NotifiedDevices,
    OwnWordsForm,
    PauseChoice,
    QuietHours,
    Skeleton,
    SoundForm,
    ThisDevice,
    UnreadMailForm,
  ],
  template: `
    <app-this-device (changed)="devices.reload()" />
    <app-notified-devices #devices />
    @if (choices.all(); as all) {
      <label class="switch">
        <input
          class="check"
          type="checkbox"
          role="switch"
          [checked]="all.push"
          (change)="choose({ push: $any($event.target).checked })"
        />
        <span
          >{{ t('push.all') }}<span class="hint">{{ t('push.allHint') }}</span></span
        >
      </label>
      <label class="switch">
        <input
          class="check"
          type="checkbox"
          role="switch"
          [checked]="all.hideContent"
          (change)="choose({ hideContent: $any($event.target).checked })"
        />
        <span
          >{{ t('push.hide') }}<span class="hint">{{ t('push.hideHint') }}</span></span
        >
      </label>
      <app-field [label]="t('level.title')" [hint]="t('level.hint')">
        <select appControl #level (change)="choose({ defaultLevel: $any(level.value) })">
          @for (one of levels; track one) {
            <option [value]="one" [selected]="all.defaultLevel === one">{{ t(names[one]) }}</option>
          }
        </select>
      </app-field>
      <p class="hint" [class.ok]="isSaved()" [class.bad]="!!problem()" role="status">
        @if (problem(); as words) {
          {{ words }}
        } @else if (isSaved()) {
          <app-icon name="check" [size]="16" />{{ t('action.saved') }}
        }
      </p>
      <app-pause-choice />
      <app-quiet-hours [saved]="choices.saved()?.quietHours ?? []" />
      <app-own-words-form />
      <app-unread-mail-form />
    } @else if (choices.problem(); as problem) {
      <app-error-state [title]="t('push.notLoaded')" [text]="problem.detail" (retry)="choices.load()" />
    } @else {
      <app-skeleton [rows]="3" [rowHeight]="56" />
    }
    <app-sound-form />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
    }
    label {
      display: flex;
      gap: var(--space-8);
      align-items: flex-start;
      cursor: pointer;
      min-block-size: 32px;
    }
    label .hint {
      display: block;
    }
    app-field {
      max-inline-size: 360px;
    }
    p:empty {
      margin-block: calc(-1 * var(--space-8));
    }
  `,
})
export class NotificationSettings {
  protected readonly t = t;
  protected readonly levels = NOTIFY_LEVELS;
  protected readonly names = LEVEL_NAMES;
  protected readonly choices = inject(NotificationChoices);
  protected readonly isSaved = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  constructor() {
    void this.choices.load();
  }

  protected async choose(body: UpdateNotificationSettingsDto): Promise<void> {
    this.problem.set(undefined);
    this.isSaved.set(false);
    try {
      await this.choices.choose(body);
      this.isSaved.set(true);
    } catch (error) {
      this.problem.set(t('push.notSaved', { reason: problemOf(error).detail }));
    }
  }
}
