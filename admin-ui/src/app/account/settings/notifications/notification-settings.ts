import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { UpdateNotificationSettingsDto } from '../../../api/models/update-notification-settings-dto';
import { problemOf } from '../../../core/problem';
import { t } from '../../../core/words/words';
import { NotificationChoices } from '../../../state/notifications/notification-choices';
import { ErrorState } from '../../../ui/error-state';
import { Icon } from '../../../ui/icon';
import { Skeleton } from '../../../ui/skeleton';
import { NotifiedDevices } from './notified-devices';
import { OwnWordsForm } from './own-words-form';
import { PauseChoice } from './pause-choice';
import { QuietHours } from './quiet-hours';
import { SoundForm } from './sound-form';
import { ThisDevice } from './this-device';
import { UnreadMailForm } from './unread-mail-form';

/** Where and when I am notified: this device, the others, what is shown, a pause, quiet hours, words, mail, a sound. */
@Component({
  selector: 'app-notification-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ErrorState,
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
    p {
      min-block-size: 16px;
    }
  `,
})
export class NotificationSettings {
  protected readonly t = t;
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
