import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateLimited } from '../../errors/request-problems.js';
import { RateLimiter } from './rate-limiter.js';

describe('how often somebody may ask', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const takes = (limiter: RateLimiter, times: number, who = 'ana') => {
    for (let i = 0; i < times; i++) limiter.take('send', who);
  };

  it('is a burst of sixty sends, then twenty a second', () => {
    const limiter = new RateLimiter({ rateLimits: true });

    takes(limiter, 60);
    expect(() => takes(limiter, 1)).toThrow(RateLimited);
    now += 1_000;
    takes(limiter, 20);
    expect(() => takes(limiter, 1)).toThrow(RateLimited);
  });

  it('is counted apart for each person and each kind', () => {
    const limiter = new RateLimiter({ rateLimits: true });

    takes(limiter, 60, 'ana');
    takes(limiter, 60, 'ben');
    for (let i = 0; i < 200; i++) limiter.take('read', 'ana');

    expect(() => limiter.take('read', 'ana')).toThrow(RateLimited);
  });

  it('says when to come back, and that is soon enough', () => {
    const limiter = new RateLimiter({ rateLimits: true });
    takes(limiter, 60);
    let refused: RateLimited | undefined;
    try {
      takes(limiter, 1);
    } catch (error) {
      refused = error as RateLimited;
    }

    expect(refused?.headers).toMatchObject({ 'Retry-After': '1', RateLimit: '"send";r=0;t=1' });
    now += 1_000;
    expect(() => takes(limiter, 1)).not.toThrow();
  });

  it('is as often as one likes when limits are switched off', () => {
    expect(() => takes(new RateLimiter({ rateLimits: false }), 1_000)).not.toThrow();
  });

  it('is less after a request that caused more than itself, which is done all the same', () => {
    const limiter = new RateLimiter({ rateLimits: true });

    limiter.take('send', 'ana');
    limiter.charge('send', 'ana', 99);
    expect(() => takes(limiter, 1)).toThrow(RateLimited);
    now += 2_050;

    expect(() => takes(limiter, 1)).not.toThrow();
    expect(() => takes(limiter, 1)).toThrow(RateLimited);
  });
});
