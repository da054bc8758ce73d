import { readWallTime, wallTime } from '../../../../src/users/wall-time.js';

const DAY_MS = 86_400_000;
const MORNING = '09:00';

/** Nine o'clock there, on the day after the one that it is there. */
export function morningAfter(now: Date, timeZone: string): Date {
  const today = wallTime(now, timeZone).slice(0, 'yyyy-mm-dd'.length);
  const tomorrow = new Date(Date.parse(`${today}T00:00Z`) + DAY_MS).toISOString().slice(0, today.length);
  const reading = readWallTime(`${tomorrow}T${MORNING}`, timeZone);
  if (!reading) throw new Error('A morning is a time.');
  return reading.at;
}
