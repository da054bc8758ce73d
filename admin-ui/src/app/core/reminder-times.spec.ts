import { describe, expect, it } from 'vitest';
import { reminderTimes } from './reminder-times';

const here = (text: string): Date => new Date(text);

describe('the times one can be reminded at', () => {
  it('are in an hour, tomorrow at nine and on Monday at nine, where this device is', () => {
    const wednesday = here('2026-11-18T14:20:30');

    const { inAnHour, tomorrow, nextWeek } = reminderTimes(wednesday);

    expect(inAnHour).toBe(here('2026-11-18T15:20:30').toISOString());
    expect(tomorrow).toBe(here('2026-11-19T09:00:00').toISOString());
    expect(nextWeek).toBe(here('2026-11-23T09:00:00').toISOString());
  });

  it('are a week away on a Monday, and the day after on a Sunday', () => {
    expect(reminderTimes(here('2026-11-23T07:00:00')).nextWeek).toBe(here('2026-11-30T09:00:00').toISOString());
    expect(reminderTimes(here('2026-11-22T23:00:00')).nextWeek).toBe(here('2026-11-23T09:00:00').toISOString());
  });

  it('pass over the end of a year', () => {
    expect(reminderTimes(here('2026-12-31T10:00:00')).tomorrow).toBe(here('2027-01-01T09:00:00').toISOString());
  });
});
