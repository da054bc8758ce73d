import { describe, expect, it } from 'vitest';
import { EVERY_DAY, faultOf, passesMidnight, periodsOf, rowsOf } from './quiet-periods';

const on = (weekday: number, from: string, to: string) => ({ weekday, from, to });

describe('quiet hours', () => {
  it('of several days with the same hours are one period', () => {
    const periods = periodsOf([on(5, '22:00', '07:00'), on(1, '22:00', '07:00'), on(6, '00:00', '24:00')]);

    expect(periods).toEqual([
      { days: [1, 5], from: '22:00', to: '07:00' },
      { days: [6], from: '00:00', to: '00:00' },
    ]);
  });

  it('are a row for each day at the server, and no day twice', () => {
    const rows = rowsOf([
      { days: EVERY_DAY, from: '22:00', to: '07:00' },
      { days: [1], from: '22:00', to: '07:00' },
    ]);

    expect(rows).toHaveLength(7);
    expect(rows[0]).toEqual(on(1, '22:00', '07:00'));
  });

  it('end on the next day where the end is not after the beginning', () => {
    const days = [1];
    expect(passesMidnight({ days, from: '22:00', to: '07:00' })).toBe(true);
    expect(passesMidnight({ days, from: '00:00', to: '00:00' })).toBe(true);
    expect(passesMidnight({ days, from: '12:00', to: '13:00' })).toBe(false);
  });

  it('need a day and both times', () => {
    expect(faultOf({ days: [], from: '22:00', to: '07:00' })).toBe('noDay');
    expect(faultOf({ days: [1], from: '', to: '07:00' })).toBe('noTime');
    expect(faultOf({ days: [1], from: '22:00', to: '07:00' })).toBeUndefined();
  });
});
