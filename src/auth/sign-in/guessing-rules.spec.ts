import { describe, expect, it } from '@jest/globals';
import { judgeGuess, KNOWN_DEVICE, OPEN_SESSION, type RecentGuess, STRANGERS } from './guessing-rules.js';

const guess = (from: Partial<RecentGuess> = {}): RecentGuess => ({
  isSameAccount: true,
  isSameSource: false,
  by: 'address',
  isPending: false,
  expiresIn: 600,
  ...from,
});
const times = (count: number, from: Partial<RecentGuess> = {}) => Array.from({ length: count }, () => guess(from));

describe('a guess', () => {
  it('of a stranger is the fifth at an account from one source, and not the sixth', () => {
    const own = { isSameSource: true };

    expect(judgeGuess(STRANGERS, times(4, own))).toBe('admitted');
    expect(judgeGuess(STRANGERS, times(5, own))).toEqual({ waitSeconds: 600 });
  });

  it('of a stranger is the thirtieth from one source, whatever the accounts', () => {
    const own = { isSameSource: true, isSameAccount: false };

    expect(judgeGuess(STRANGERS, times(29, own))).toBe('admitted');
    expect(judgeGuess(STRANGERS, times(30, own))).toEqual({ waitSeconds: 600, sourceWaitSeconds: 600 });
  });

  it('of a stranger is the seventh at an account from a source that failed, the tenth from one that did not', () => {
    const own = guess({ isSameSource: true });

    expect(judgeGuess(STRANGERS, [...times(5), own])).toBe('admitted');
    expect(judgeGuess(STRANGERS, [...times(6), own])).toEqual({ waitSeconds: 600 });
    expect(judgeGuess(STRANGERS, times(9))).toBe('admitted');
    expect(judgeGuess(STRANGERS, times(10))).toEqual({ waitSeconds: 600 });
  });

  it('waits for those that are judged at the same moment, and is not refused for them', () => {
    expect(judgeGuess(STRANGERS, times(5, { isSameSource: true, isPending: true }))).toBe('busy');
    expect(judgeGuess(STRANGERS, times(10, { isPending: true }))).toBe('busy');
    expect(judgeGuess(STRANGERS, times(200, { isSameSource: true, isSameAccount: false, isPending: true }))).toBe(
      'admitted',
    );
  });

  it('may be made as soon as enough of the others are too old', () => {
    const own = [10, 20, 30, 40, 50, 60].map((expiresIn) => guess({ isSameSource: true, expiresIn }));

    expect(judgeGuess(STRANGERS, own)).toEqual({ waitSeconds: 20 });
  });

  it('at the own password waits for what all sessions of the person failed, and for no stranger', () => {
    expect(judgeGuess(OPEN_SESSION, times(10))).toBe('admitted');
    expect(judgeGuess(OPEN_SESSION, times(5, { by: 'session', isSameSource: true }))).toEqual({ waitSeconds: 600 });
    expect(judgeGuess(OPEN_SESSION, times(10, { by: 'session' }))).toEqual({ waitSeconds: 600 });
  });

  it('from a known device waits for its own failures alone', () => {
    expect(judgeGuess(KNOWN_DEVICE, times(100))).toBe('admitted');
    expect(judgeGuess(KNOWN_DEVICE, times(10, { isSameSource: true }))).toEqual({ waitSeconds: 600 });
  });
});
