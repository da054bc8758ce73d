import type { QuietHours } from './quiet-hours.js';

/** Whether and when somebody wants to be notified. Of what, they choose in each conversation. */
export interface NotificationChoices {
  readonly push: boolean;
  readonly hideContent: boolean;
  readonly quietHours: readonly QuietHours[];
  readonly pausedUntil: Date | null;
}

/** What holds for whoever never chose. */
export const DEFAULT_CHOICES: NotificationChoices = {
  push: true,
  hideContent: false,
  quietHours: [],
  pausedUntil: null,
};
