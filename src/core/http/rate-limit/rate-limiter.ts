import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { APP_SETTINGS } from '../../../config/settings.module.js';
import type { Settings } from '../../../config/settings.js';
import { RateLimited } from '../../errors/request-problems.js';
import { Turns } from './turns.js';

/**
 * What is counted apart: what changes something, what only reads, searches, files (a gallery is many), every frame of a socket, what a whole office asks for
 * from one address before it is signed in, the refreshes of one session, what was refused, and mails that somebody who is not
 * signed in asks for: from one address, and to one account.
 */
export type RateLimitKind =
  'send' | 'read' | 'search' | 'file' | 'frame' | 'visit' | 'refresh' | 'refused' | 'mails-from' | 'mails-to';

interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

const ALLOWANCES: Readonly<Record<RateLimitKind, Allowance>> = {
  send: { perSecond: 20, burst: 60 },
  read: { perSecond: 100, burst: 200 },
  // Whoever types is asked for at each pause; one search costs as much as many pages.
  search: { perSecond: 4, burst: 30 },
  file: { perSecond: 100, burst: 400 },
  frame: { perSecond: 50, burst: 100 },
  visit: { perSecond: 100, burst: 600 },
  refresh: { perSecond: 1, burst: 30 },
  // Apart from what is answered, so that those who share an address with a nuisance can still sign in. An office that
  // wakes up with tokens that have expired stays below it.
  refused: { perSecond: 20, burst: 200 },
  'mails-from': { perSecond: 1 / 30, burst: 20 },
  'mails-to': { perSecond: 1 / 600, burst: 3 },
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
  private readonly turns = new Turns();
  /** Those that were quiet longest make room. */
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_BUCKETS });

  constructor(@Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'rateLimits'>) {}

  /** Counts one; false when the allowance is used up. */
  tryTake(kind: RateLimitKind, who: string): boolean {
    if (!this.settings.rateLimits) return true;
    const bucket = this.filled(kind, who);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Counts one; throws RateLimited when the allowance is used up. */
  take(kind: RateLimitKind, who: string): void {
    if (this.tryTake(kind, who)) return;
    const { perSecond, burst } = ALLOWANCES[kind];
    const bucket = this.filled(kind, who);
    const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    throw new RateLimited('You ask faster than is allowed. Wait a moment, then go on more slowly.', seconds, {
      RateLimit: `"${kind}";r=0;t=${seconds}`,
      'RateLimit-Policy': `"${kind}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    });
  }

  /** Does the work when it is that person's turn; throws RateLimited when too much of theirs waits already. */
  inTurn<T>(who: string, work: () => Promise<T>): Promise<T> {
    return this.settings.rateLimits ? this.turns.run(who, work) : work();
  }

  /** Counts what a request turned out to cause beyond itself. It is done all the same; whoever goes on waits for it. */
  charge(kind: RateLimitKind, who: string, times: number): void {
    if (!this.settings.rateLimits || times <= 0) return;
    this.filled(kind, who).tokens -= times;
  }

  /** Milliseconds on a clock that only goes forward. */
  now(): number {
    return performance.now();
  }

  private filled(kind: RateLimitKind, who: string): Bucket {
    const { perSecond, burst } = ALLOWANCES[kind];
    const key = `${kind} ${who}`;
    const now = this.now();
    const before = this.buckets.get(key);
    const tokens = before ? Math.min(burst, before.tokens + ((now - before.at) / 1_000) * perSecond) : burst;
    const bucket = { tokens, at: now };
    this.buckets.set(key, bucket);
    return bucket;
  }
}
