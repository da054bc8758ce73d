import { beforeEach, describe, expect, it } from '@jest/globals';
import { RecentRefusals } from './recent-refusals.js';

describe('a refusal', () => {
  let now: number;
  let refusals: RecentRefusals;
  beforeEach(() => {
    now = 0;
    refusals = new RecentRefusals(() => now, 2);
  });

  it('is remembered for a second, with what is left of its time, for nobody else', () => {
    refusals.remember('ana 203.0.113.1', 60);
    now += 999;

    expect(refusals.secondsLeft('ana 203.0.113.1')).toBeCloseTo(59.001);
    expect(refusals.secondsLeft('ana 203.0.113.2')).toBeUndefined();
    now += 1;
    expect(refusals.secondsLeft('ana 203.0.113.1')).toBeUndefined();
  });

  it('is not remembered for longer than it lasts', () => {
    refusals.remember('ana 203.0.113.1', 0.2);

    now += 199;
    expect(refusals.secondsLeft('ana 203.0.113.1')).toBeDefined();
    now += 1;
    expect(refusals.secondsLeft('ana 203.0.113.1')).toBeUndefined();
  });

  it('makes room for newer ones', () => {
    for (const key of ['one', 'two', 'one', 'three']) refusals.remember(key, 60);

    expect(['one', 'two', 'three'].map((key) => refusals.secondsLeft(key) !== undefined)).toEqual([true, false, true]);
  });
});
