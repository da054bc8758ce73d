import type { NotificationChoices } from './notification-choices.js';
import { isQuiet } from './quiet-hours.js';

/** Why somebody is not to be disturbed at a moment. */
export type Rest = 'paused' | 'quiet_hours';

/** Undefined where they may be disturbed. */
export function restAt(
  { pausedUntil, quietHours }: Pick<NotificationChoices, 'pausedUntil' | 'quietHours'>,
  timeZone: string | null,
  at: Date,
): Rest | undefined {
  if (pausedUntil !== null && pausedUntil > at) return 'paused';
  return isQuiet(quietHours, timeZone, at) ? 'quiet_hours' : undefined;
}
