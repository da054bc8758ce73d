import { describe, expect, it } from '@jest/globals';
import { readWallTime, wallTime } from './wall-time.js';

const BERLIN = 'Europe/Berlin';

describe('a time in a time zone', () => {
  it('is what a clock there shows, and read back the same moment', () => {
    const at = new Date('2026-11-28T08:00:00.000Z');

    expect(wallTime(at, BERLIN)).toBe('2026-11-28T09:00');
    expect(wallTime(at, 'Asia/Kolkata')).toBe('2026-11-28T13:30');
    expect(readWallTime('2026-11-28T09:00', BERLIN)).toEqual({ at, kind: 'once' });
    expect(readWallTime('2026-11-28T13:30', 'Asia/Kolkata')).toEqual({ at, kind: 'once' });
  });

  it('is read by how the clocks go then, not by how they go now', () => {
    expect(readWallTime('2027-03-28T09:00', BERLIN)?.at.toISOString()).toBe('2027-03-28T07:00:00.000Z');
    expect(readWallTime('2027-03-27T09:00', BERLIN)?.at.toISOString()).toBe('2027-03-27T08:00:00.000Z');
  });

  it('is an hour later where the clocks are put forward over it', () => {
    const reading = readWallTime('2027-03-28T02:30', BERLIN);

    expect(reading?.kind).toBe('skipped');
    expect(reading && wallTime(reading.at, BERLIN)).toBe('2027-03-28T03:30');
  });

  it('is the first of two where the clocks are put back over it', () => {
    const reading = readWallTime('2027-10-31T02:30', BERLIN);

    expect(reading).toEqual({ at: new Date('2027-10-31T00:30:00.000Z'), kind: 'twice' });
    expect(readWallTime('2027-10-31T03:30', BERLIN)?.kind).toBe('once');
    expect(readWallTime('2027-04-04T01:45', 'Australia/Lord_Howe')?.kind).toBe('twice');
  });

  it('is none where nothing was chosen', () => {
    expect(readWallTime('', BERLIN)).toBeUndefined();
  });
});
