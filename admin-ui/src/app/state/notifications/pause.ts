import { computed, inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { problemOf } from '../../core/problem';
import { reminderTimes } from '../../core/reminder-times';
import { serverNow } from '../../core/server-clock';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import type { ChosenTime, TimeQuestion } from '../../ui/choose-time';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { NotificationChoices } from './notification-choices';

/** Silences all my devices for a while. What could not be saved is said in a toast. */
@Injectable({ providedIn: 'root' })
export class Pause {
  private readonly choices = inject(NotificationChoices);
  private readonly dialogs = inject(AppDialogs);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);

  readonly until = this.choices.pausedUntil;
  readonly isKnown = computed(() => this.choices.saved() !== undefined);

  /** Asks until when it is, also again. */
  learn(): void {
    void this.choices.load();
  }

  forAnHour(): Promise<void> {
    return this.set(reminderTimes(serverNow()).inAnHour);
  }

  untilTomorrow(): Promise<void> {
    return this.set(reminderTimes(serverNow()).tomorrow);
  }

  /** Asks until when. */
  async ask(): Promise<void> {
    const [{ ChooseTime }] = await Promise.all([import('../../ui/choose-time'), this.words.load('later')]);
    const data = { title: t('pause.ask'), set: t('pause.set') };
    const ref = this.dialogs.open<ChosenTime, TimeQuestion, object>(ChooseTime, {
      data,
      width: 420,
      fillsPhone: false,
    });
    const chosen = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (chosen) await this.set(chosen.at);
  }

  resume(): Promise<void> {
    return this.set(null);
  }

  private async set(pausedUntil: string | null): Promise<void> {
    try {
      await this.choices.choose({ pausedUntil });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
