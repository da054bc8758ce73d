const HOUR_MS = 3_600_000;
const MORNING = 9;
const MONDAY = 1;
const DAYS_OF_WEEK = 7;

/** In an hour, tomorrow morning, and next Monday morning: where this device is, as times that the server reads. */
export function reminderTimes(now: Date): {
  readonly inAnHour: string;
  readonly tomorrow: string;
  readonly nextWeek: string;
} {
  const daysToMonday = (MONDAY - now.getDay() + DAYS_OF_WEEK) % DAYS_OF_WEEK || DAYS_OF_WEEK;
  return {
    inAnHour: new Date(now.getTime() + HOUR_MS).toISOString(),
    tomorrow: morningIn(now, 1),
    nextWeek: morningIn(now, daysToMonday),
  };
}

/** By the calendar, so that a day on which the clocks change makes no difference. */
function morningIn(now: Date, days: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
