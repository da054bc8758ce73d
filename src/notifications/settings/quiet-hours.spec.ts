import { describe, expect, it } from '@jest/globals';
import { isQuiet, type QuietHours } from './quiet-hours.js';

const BERLIN = 'Europe/Berlin';
const on = (weekday: number, from: string, to: string): QuietHours => ({ weekday, from, to });
const quiet = (hours: QuietHours | QuietHours[], at: string, zone: string | null = BERLIN) =>
  isQuiet([hours].flat(), zone, new Date(at));

describe('quiet hours', () => {
  it('hold on their weekday, from their first minute up to their last', () => {
    const lunch = on(3, '12:00', '13:00');

    expect(quiet(lunch, '2026-11-25T11:59:59+01:00')).toBe(false);
    expect(quiet(lunch, '2026-11-25T12:00:00+01:00')).toBe(true);
    expect(quiet(lunch, '2026-11-25T12:59:59+01:00')).toBe(true);
    expect(quiet(lunch, '2026-11-25T13:00:00+01:00')).toBe(false);
    expect(quiet(lunch, '2026-11-26T12:30:00+01:00')).toBe(false);
  });

  it('go on past midnight, from Sunday into Monday too', () => {
    const night = on(7, '22:00', '07:00');

    expect(quiet(night, '2026-11-29T21:59:00+01:00')).toBe(false);
    expect(quiet(night, '2026-11-29T23:00:00+01:00')).toBe(true);
    expect(quiet(night, '2026-11-30T06:59:00+01:00')).toBe(true);
    expect(quiet(night, '2026-11-30T07:00:00+01:00')).toBe(false);
    expect(quiet(night, '2026-11-29T06:00:00+01:00')).toBe(false);
  });

  it('can be a whole day', () => {
    const saturday = on(6, '00:00', '24:00');

    expect(quiet(saturday, '2026-11-28T00:00:00+01:00')).toBe(true);
    expect(quiet(saturday, '2026-11-28T23:59:59+01:00')).toBe(true);
    expect(quiet(saturday, '2026-11-29T00:00:00+01:00')).toBe(false);
  });

  it('end by the clock on the wall when the clocks go forward in the night', () => {
    const night = on(6, '22:00', '07:00');

    // 02:00 became 03:00: the night is an hour shorter.
    expect(quiet(night, '2027-03-28T04:59:59Z')).toBe(true);
    expect(quiet(night, '2027-03-28T05:00:00Z')).toBe(false);
  });

  it('end by the clock on the wall when the clocks go back, and hold in both of the hours that have one name', () => {
    const night = on(6, '22:00', '07:00');
    const early = on(7, '02:00', '03:00');

    expect(quiet(night, '2026-10-25T05:59:59Z')).toBe(true);
    expect(quiet(night, '2026-10-25T06:00:00Z')).toBe(false);
    expect(quiet(early, '2026-10-25T00:30:00Z')).toBe(true);
    expect(quiet(early, '2026-10-25T01:30:00Z')).toBe(true);
    expect(quiet(early, '2026-10-25T02:00:00Z')).toBe(false);
  });

  it('are those of the zone of the person, and of UTC where nobody said one', () => {
    const morning = on(1, '08:00', '09:00');

    expect(quiet(morning, '2026-11-30T08:30:00Z', 'Asia/Tokyo')).toBe(false);
    expect(quiet(morning, '2026-11-29T23:30:00Z', 'Asia/Tokyo')).toBe(true);
    expect(quiet(morning, '2026-11-30T08:30:00Z', null)).toBe(true);
  });

  it('are none where there are none', () => {
    expect(quiet([], '2026-11-25T12:00:00Z')).toBe(false);
  });
});
