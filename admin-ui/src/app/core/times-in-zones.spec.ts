import { describe, expect, it } from 'vitest';
import { wallTime } from '../../../../src/users/wall-time.js';
import { morningAfter } from './times-in-zones';

const BERLIN = 'Europe/Berlin';

describe('the next morning', () => {
  it('is that of whoever is there, be it another day there', () => {
    // Friday noon in UTC, Saturday already on Kiritimati.
    const friday = new Date('2026-11-27T12:00:00.000Z');

    expect(wallTime(morningAfter(friday, BERLIN), BERLIN)).toBe('2026-11-28T09:00');
    expect(wallTime(morningAfter(friday, 'Pacific/Kiritimati'), 'Pacific/Kiritimati')).toBe('2026-11-29T09:00');
    expect(wallTime(morningAfter(new Date('2027-03-27T12:00:00Z'), BERLIN), BERLIN)).toBe('2027-03-28T09:00');
  });
});
