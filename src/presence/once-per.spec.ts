import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OncePer } from './once-per.js';

describe('once per two seconds', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('a key is claimed once, whatever happens to others', () => {
    const once = new OncePer(2_000);

    const claims = [once.claim('a'), once.claim('a'), once.claim('b')];
    jest.advanceTimersByTime(1_999);
    const tooSoon = once.claim('a');
    jest.advanceTimersByTime(1);

    expect([...claims, tooSoon, once.claim('a')]).toEqual([true, false, true, false, true]);
  });
});
