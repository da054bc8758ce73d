import type { PersonStatusDto } from '../../api/models/person-status-dto';

/** What somebody says of themselves, unless its time is over. */
export function currentStatus(
  status: PersonStatusDto | null | undefined,
  now = Date.now(),
): PersonStatusDto | undefined {
  if (!status) return undefined;
  return status.until !== null && new Date(status.until).getTime() <= now ? undefined : status;
}
