import { describe, expect, it } from '@jest/globals';
import { endOf, judgeRefresh, type SessionState } from './session-lifetime.js';

const SIGNED_IN = new Date('2026-11-01T08:00:00Z');
const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
const after = (milliseconds: number) => new Date(SIGNED_IN.getTime() + milliseconds);
const session = (state: Partial<SessionState> = {}): SessionState => ({
  generation: 5,
  rotatedAt: SIGNED_IN,
  createdAt: SIGNED_IN,
  lastUsedAt: SIGNED_IN,
  endedAt: null,
  isShared: false,
  ...state,
});

describe('what a refresh token is good for', () => {
  it.each([
    ['the newest gets a successor', session(), 5, after(1_000), 'rotate'],
    ['the newest still does after 29 days', session(), 5, after(29 * DAY), 'rotate'],
    ['the one before gets the same successor within a minute', session(), 4, after(60_000), 'repeat'],
    ['the one before is used up after a minute', session(), 4, after(60_001), 'reused'],
    ['an older one was copied', session(), 3, after(1_000), 'reused'],
    ['one ahead of a session that was put back gets a successor', session(), 9, after(1_000), 'rotate'],
    ['one ahead does not bring back what was ended', session({ endedAt: SIGNED_IN }), 9, after(1_000), 'ended'],
    ['nothing goes on after 30 idle days', session(), 5, after(30 * DAY), 'ended'],
    [
      'on a shared device nothing goes on after 12 idle hours',
      session({ isShared: true }),
      5,
      after(12 * HOUR),
      'ended',
    ],
    ['on a shared device it does until then', session({ isShared: true }), 5, after(12 * HOUR - 1), 'rotate'],
    ['nothing goes on after it was ended', session({ endedAt: SIGNED_IN }), 5, after(1_000), 'ended'],
    ['nothing goes on after 90 days', session({ lastUsedAt: after(89 * DAY) }), 5, after(90 * DAY), 'ended'],
  ])('%s', (_case, state, generation, now, verdict) => {
    expect(judgeRefresh(state, generation, now, 30)).toBe(verdict);
  });
});

describe('when a session ends unused', () => {
  it('is 30 days after its last use', () => {
    expect(endOf(session({ lastUsedAt: after(DAY) }), 30)).toEqual(after(31 * DAY));
  });

  it('but never later than 90 days after the sign-in', () => {
    expect(endOf(session({ lastUsedAt: after(80 * DAY) }), 30)).toEqual(after(90 * DAY));
  });
});
