import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';

/** What I wrote to be sent later, and what of it could not be sent. */
export interface ScheduledList {
  readonly items: readonly ScheduledDto[];
  /** Something may have happened that was not told. */
  readonly isUnsure: boolean;
}

/** The list after an event; the next one to be sent comes first. */
export function scheduledAfter(list: ScheduledList, event: RealtimeEvent): ScheduledList {
  if (event.type !== 'scheduled.updated') return list;
  const { id, scheduled } = event.data;
  const others = list.items.filter((one) => one.id !== id);
  if (!scheduled) return others.length === list.items.length ? list : { ...list, items: others };
  return { ...list, items: [...others, scheduled].sort(byTime) };
}

/** Something may have happened that was not told. */
export function doubtedScheduled(list: ScheduledList | undefined): ScheduledList | undefined {
  return list && { ...list, isUnsure: true };
}

function byTime(a: ScheduledDto, b: ScheduledDto): number {
  return a.sendAt.localeCompare(b.sendAt) || a.id.localeCompare(b.id);
}
