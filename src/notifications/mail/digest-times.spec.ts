import { describe, expect, it } from '@jest/globals';
import { nextDigest } from './digest-times.js';

const next = (digest: 'daily' | 'weekly', after: string, zone: string | null = 'Europe/Berlin') =>
  nextDigest(digest, zone, new Date(after))?.toISOString();

describe('a digest', () => {
  it('comes at eight in the morning of its reader, today where that is still to come', () => {
    expect(next('daily', '2026-11-27T05:12:30Z')).toBe('2026-11-27T07:00:00.000Z');
    expect(next('daily', '2026-11-27T07:00:00Z')).toBe('2026-11-28T07:00:00.000Z');
    expect(next('daily', '2026-11-27T15:00:00Z', 'Asia/Kolkata')).toBe('2026-11-28T02:30:00.000Z');
    expect(next('daily', '2026-11-27T15:00:00Z', null)).toBe('2026-11-28T08:00:00.000Z');
  });

  it('comes on Mondays where it is weekly', () => {
    expect(next('weekly', '2026-11-27T15:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(next('weekly', '2026-11-30T06:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(next('weekly', '2026-11-30T07:00:00Z')).toBe('2026-12-07T07:00:00.000Z');
    expect(next('weekly', '2026-11-29T22:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
  });

  it('comes at eight when the clocks change in the night', () => {
    expect(next('daily', '2026-10-24T15:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
    expect(next('daily', '2027-03-27T15:00:00Z')).toBe('2027-03-28T06:00:00.000Z');
  });

  it('is none where nobody wants one', () => {
    expect(nextDigest('none', 'Europe/Berlin', new Date())).toBeNull();
  });
});
