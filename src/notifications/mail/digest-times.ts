import type { Digest } from '../settings/notification-choices.js';
import { localTime } from '../settings/quiet-hours.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const AT_MINUTES = 8 * 60;

/**
 * The next eight in the morning of a time zone after a moment, for a weekly one that of the next Monday; null where there is no
 * digest. Where the clocks have changed in the night it is still eight.
 */
export function nextDigest(digest: Digest, timeZone: string | null, after: Date): Date | null {
  if (digest === 'none') return null;
  const { weekday, minutes } = localTime(timeZone, after);
  const untilEight = AT_MINUTES - minutes;
  const isLater = untilEight > 0;
  const days = digest === 'daily' ? Number(!isLater) : (8 - weekday) % 7 || (isLater ? 0 : 7);
  const guess = new Date((Math.floor(after.getTime() / MINUTE_MS) + days * DAY_MINUTES + untilEight) * MINUTE_MS);
  const off = AT_MINUTES - localTime(timeZone, guess).minutes;
  return new Date(guess.getTime() + off * MINUTE_MS);
}
