import type { PersonStatusDto } from '../../api/models/person-status-dto';
import { now } from '../present';

/** What somebody says of themselves, unless its time is over. */
export function currentStatus(
  status: PersonStatusDto | null | undefined,
  at = now().getTime(),
): PersonStatusDto | undefined {
  if (!status) return undefined;
  return status.until !== null && new Date(status.until).getTime() <= at ? undefined : status;
}
