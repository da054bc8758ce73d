import { today } from './present';
import { dayInWords, daysBetween } from './times';
import { t } from './words/words';

/** The heading of a day in a conversation. */
export function dayHeading(at: string, now: Date = today()): string {
  const days = daysBetween(new Date(at), now);
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  return dayInWords(at, now);
}

/** The same for all moments of one day here. */
export function dayOf(at: string): string {
  return new Date(at).toDateString();
}
