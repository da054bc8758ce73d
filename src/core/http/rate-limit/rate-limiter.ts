import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../../config/settings.module.js';
import type { Settings } from '../../../config/settings.js';
import { RateLimited } from '../../errors/request-problems.js';

/** What is counted apart: what changes something, what only reads, and every frame of a socket. */
export type RateLimitKind = 'send' | 'read' | 'frame';

interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

const ALLOWANCES: Readonly<Record<RateLimitKind, Allowance>> = {
  send: { perSecond: 20, burst: 60 },
  read: { perSecond: 100, burst: 200 },
  frame: { perSecond: 50, burst: 100 },
};

interface Bucket {
  tokens: number;
  /** On the clock of `now`. */
  at: number;
}

/** Some 10 MB; beyond it, those who were quiet longest start afresh. */
const MAX_BUCKETS = 100_000;

/** How often one person, or one address that nobody is signed in from, may ask this node. */
@Injectable()
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(@Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'rateLimits'>) {}

  /** Counts one; throws RateLimited when the allowance is used up. */
  take(kind: RateLimitKind, who: string): void {
    if (!this.settings.rateLimits) return;
    const { perSecond, burst } = ALLOWANCES[kind];
    const bucket = this.filled(`${kind} ${who}`, perSecond, burst);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return;
    }
    const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    throw new RateLimited('You ask faster than is allowed. Wait a moment, then go on more slowly.', seconds, {
      RateLimit: `"${kind}";r=0;t=${seconds}`,
      'RateLimit-Policy': `"${kind}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    });
  }

  /** Counts what a request turned out to cause beyond itself. It is done all the same; whoever goes on waits for it. */
  charge(kind: RateLimitKind, who: string, times: number): void {
    if (!this.settings.rateLimits || times <= 0) return;
    const { perSecond, burst } = ALLOWANCES[kind];
    this.filled(`${kind} ${who}`, perSecond, burst).tokens -= times;
  }

  /** Milliseconds on a clock that only goes forward. */
  now(): number {
    return performance.now();
  }

  private filled(key: string, perSecond: number, burst: number): Bucket {
    const now = this.now();
    const before = this.buckets.get(key);
    const tokens = before ? Math.min(burst, before.tokens + ((now - before.at) / 1_000) * perSecond) : burst;
    const bucket = { tokens, at: now };
    // Put at the end, so that the first one is always the one that was quiet longest.
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > MAX_BUCKETS) this.buckets.delete(this.buckets.keys().next().value ?? '');
    return bucket;
  }
}
