import type { LaterTime, WallClock } from '../messages/later/later-sends.js';
import { knownTimeZone } from '../users/time-zone-names.js';
import { readWallTime } from '../users/wall-time.js';

/** When a message is to be sent, as its row keeps it. */
export interface SendMoment {
  /** Undefined: so many seconds from now, by the clock of the database. */
  readonly sendAt: string | undefined;
  readonly holdSeconds: number;
  /** Null where a moment was asked for. */
  readonly wall: WallClock | null;
}

/** By the rules that hold for the zone today. */
export function sendMoment(time: LaterTime): SendMoment {
  if ('holdSeconds' in time) return { sendAt: undefined, holdSeconds: time.holdSeconds, wall: null };
  if ('sendAt' in time) return { sendAt: time.sendAt, holdSeconds: 0, wall: null };
  const at = momentOf(time.sendAtLocal);
  if (!at) throw new Error('What was checked is a time.');
  return { sendAt: at.toISOString(), holdSeconds: 0, wall: time.sendAtLocal };
}

/** When the clocks there show this; undefined where this system does not know the zone. */
export function momentOf({ time, zone }: WallClock): Date | undefined {
  return knownTimeZone(zone) === undefined ? undefined : readWallTime(time, zone)?.at;
}
