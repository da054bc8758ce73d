import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { getNotificationSettings } from '../../api/fn/notifications/get-notification-settings';
import { updateNotificationSettings } from '../../api/fn/notifications/update-notification-settings';
import type { NotificationSettingsDto } from '../../api/models/notification-settings-dto';
import type { UpdateNotificationSettingsDto } from '../../api/models/update-notification-settings-dto';
import { now } from '../../core/present';
import { type Problem, problemOf } from '../../core/problem';
import type { NotifyLevel } from './notify-levels';

export const NO_WORDS: readonly string[] = [];

/** Whether and when I want to be notified, on all my devices. */
@Injectable({ providedIn: 'root' })
export class NotificationChoices {
  private readonly api = inject(Api);
  private readonly answered = signal<NotificationSettingsDto | undefined>(undefined);
  /** What was chosen here and is on its way. It shows at once, and goes back when it is refused. */
  private readonly chosen = signal<UpdateNotificationSettingsDto>({});
  private saving: Promise<unknown> = Promise.resolve();
  /** Goes up with every question: an answer to an older one is dropped. */
  private turn = 0;

  /** As the server has it; undefined until it said so. */
  readonly saved = this.answered.asReadonly();
  /** With what was chosen here meanwhile. */
  readonly all = computed((): NotificationSettingsDto | undefined => {
    const answered = this.answered();
    const { mail, ...chosen } = this.chosen();
    return answered && { ...answered, ...chosen, mail: { ...answered.mail, ...mail } };
  });
  /** Of what I hear in conversations for which I chose nothing; of all until it is known. */
  readonly level = computed((): NotifyLevel => this.all()?.defaultLevel ?? 'all');
  /** What notifies me like a mention. */
  readonly words = computed((): readonly string[] => this.all()?.words ?? NO_WORDS, {
    equal: (one, other) => one.join('\n') === other.join('\n'),
  });
  /** Why it could not be read the last time. */
  readonly problem = signal<Problem | undefined>(undefined);
  readonly pausedUntil = computed(() => {
    const until = this.all()?.pausedUntil;
    return until != null && new Date(until) > now() ? until : undefined;
  });

  /** Asks; also again, since another device may have chosen otherwise meanwhile. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.problem.set(undefined);
    try {
      const answer = await this.api.invoke(getNotificationSettings);
      if (turn === this.turn) this.answered.set(answer);
    } catch (error) {
      if (turn === this.turn) this.problem.set(problemOf(error));
    }
  }

  /** Another device chose, and the server says what holds now. */
  take(told: NotificationSettingsDto): void {
    this.turn++;
    this.answered.set(told);
  }

  /** One after the other, so that the last choice is what holds. Throws what the server answered. */
  choose(body: UpdateNotificationSettingsDto): Promise<void> {
    this.chosen.update((before) => ({ ...before, ...body }));
    const saved = this.saving.then(() => this.save(body));
    this.saving = saved.catch(() => undefined);
    return saved;
  }

  private async save(body: UpdateNotificationSettingsDto): Promise<void> {
    try {
      const answer = await this.api.invoke(updateNotificationSettings, { body });
      this.turn++;
      this.answered.set(answer);
    } finally {
      this.chosen.update((before) => without(before, body));
    }
  }
}

/** What was chosen meanwhile stays. */
function without(
  chosen: UpdateNotificationSettingsDto,
  settled: UpdateNotificationSettingsDto,
): UpdateNotificationSettingsDto {
  const left = Object.entries(chosen).filter(([key, value]) => settled[key as keyof typeof settled] !== value);
  return Object.fromEntries(left);
}
