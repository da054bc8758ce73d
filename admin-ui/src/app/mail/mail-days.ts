import { dayHeading } from '../core/days';
import type { Mail } from '../state/mail/mail-list';

/** What a list of mail is ordered by. */
export function timeOf({ savedAt, createdAt }: Mail): string {
  return savedAt ?? createdAt;
}

/** The day of a message, where the one before it is of another. */
export function newDay(mail: Mail, before: Mail | undefined): string | undefined {
  const day = dayHeading(timeOf(mail));
  return before && dayHeading(timeOf(before)) === day ? undefined : day;
}
