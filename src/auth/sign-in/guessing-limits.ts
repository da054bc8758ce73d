import { createHash, createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { DomainError, type ProblemClass } from '../../core/errors/domain-error.js';
import { RateLimited, ServiceUnavailable } from '../../core/errors/request-problems.js';
import { siteOf } from '../../core/http/address.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { normalised } from '../../core/http/text.js';
import { SigningKeys } from '../tokens/signing-keys.js';
import { type Guess, GuessingLimitsRepository, type RecordedGuess } from './guessing-limits.repository.js';
import { RecentRefusals } from './recent-refusals.js';
import {
  type GuessingRule,
  KNOWN_DEVICE,
  OPEN_SESSION,
  type Refusal,
  STRANGERS,
  WINDOW_SECONDS,
} from './guessing-rules.js';

/** How long a guess waits for those that are being judged, and how it backs off. */
const PATIENCE_MS = 10_000;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 500;
/** As many as wait for a hash; who sends a thousand at once must not keep the database busy. */
const MAX_WAITING = 50;

/** A guess that was let through, and is counted until it turns out to be no failure. */
export interface AdmittedGuess {
  /** The first of its source at this account for a while. */
  readonly isFirst: boolean;
  /** Judges the guess: the count stays only when `judge` rejects with a problem of the kind `wrong`. */
  judge<T>(wrong: ProblemClass, judge: () => Promise<T>): Promise<T>;
}

/** At which account somebody guesses. */
export interface GuessedAccount {
  /** Undefined when there is no such account. */
  readonly userId: string | undefined;
  readonly login: string;
}

/** A guess and, of an address, what was typed: which account it is, only the database knows. */
interface Attempt extends Guess {
  readonly loginKey?: string;
}

/**
 * How often passwords may be guessed, counted in the database for all nodes together. Nobody can use it to shut somebody
 * else out: a device that signed in before is counted on its own.
 */
@Injectable()
export class GuessingLimits {
  private waiting = 0;
  private readonly refusals: RecentRefusals;

  constructor(
    private readonly guesses: GuessingLimitsRepository,
    private readonly limiter: RateLimiter,
    private readonly keys: SigningKeys,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'rateLimits'>,
  ) {
    this.refusals = new RecentRefusals(() => limiter.now());
  }

  /** Throws RateLimited when this node refused the same a moment ago, and asks no database. Not for a known device. */
  refuseRepeated(login: string, ip: string): void {
    const waitSeconds = this.refusedFor(this.keyOfLogin(login), siteOf(ip));
    if (waitSeconds !== undefined) throw tooMany(STRANGERS, waitSeconds);
  }

  /** A password at sign-in, from an address or from a device that signed in before. Throws RateLimited. */
  signIn(account: GuessedAccount, ip: string, knownDevice: string | undefined): Promise<AdmittedGuess> {
    const accountKey = this.keyOfAccount(account);
    if (knownDevice !== undefined) {
      return this.admit({ accountKey, userId: account.userId, by: 'device', source: knownDevice }, KNOWN_DEVICE);
    }
    const loginKey = this.keyOfLogin(account.login);
    const guess = { accountKey, loginKey, userId: account.userId, by: 'address', source: siteOf(ip) } as const;
    return this.admit(guess, STRANGERS);
  }

  /** What comes after the right password: its failures count as those of passwords do. Throws RateLimited. */
  secondStep(userId: string, ip: string, knownDevice: string | undefined): Promise<AdmittedGuess> {
    return this.signIn({ userId, login: userId }, ip, knownDevice);
  }

  /** The password of somebody who is signed in, asked for once more. Throws RateLimited. */
  ownPassword(userId: string, sessionId: string): Promise<AdmittedGuess> {
    const accountKey = this.keyOfAccount({ userId, login: '' });
    return this.admit({ accountKey, userId, by: 'session', source: sessionId }, OPEN_SESSION);
  }

  private async admit(guess: Attempt, rules: readonly GuessingRule[]): Promise<AdmittedGuess> {
    if (!this.settings.rateLimits) return { isFirst: true, judge: (_wrong, judge) => judge() };
    const { id, isFirst } = await this.record(guess, rules);
    return { isFirst, judge: (wrong, judge) => this.judge(id, wrong, judge) };
  }

  private async record(guess: Attempt, rules: readonly GuessingRule[]): Promise<RecordedGuess> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)) {
      const judged = await this.limiter.inTurn(turnOf(guess), () => this.judgeOnce(guess, rules));
      if (typeof judged === 'object' && 'id' in judged) return judged;
      if (judged !== 'busy') throw tooMany(rules, judged.waitSeconds);
      if (performance.now() > deadline) throw tooMany(rules, 1);
      await this.waitTurn(retryMs);
    }
  }

  /** By what was refused a moment ago, also while this one waited for its turn; else by the database. */
  private async judgeOnce(guess: Attempt, rules: readonly GuessingRule[]) {
    const { loginKey, source } = guess;
    if (loginKey === undefined) return this.guesses.tryRecord(guess, rules);
    const waitSeconds = this.refusedFor(loginKey, source);
    if (waitSeconds !== undefined) return { waitSeconds };
    const judged = await this.guesses.tryRecord(guess, rules);
    if (typeof judged === 'object' && 'waitSeconds' in judged) this.remember(judged, loginKey, source);
    return judged;
  }

  /** For how many seconds more this site is refused with this login, or with every one; undefined when the database knows. */
  private refusedFor(loginKey: string, site: string): number | undefined {
    return this.refusals.secondsLeft(site) ?? this.refusals.secondsLeft(`${loginKey} ${site}`);
  }

  private remember({ waitSeconds, sourceWaitSeconds }: Refusal, loginKey: string, site: string): void {
    if (sourceWaitSeconds !== undefined) this.refusals.remember(site, sourceWaitSeconds);
    else this.refusals.remember(`${loginKey} ${site}`, waitSeconds);
  }

  private async waitTurn(milliseconds: number): Promise<void> {
    if (this.waiting >= MAX_WAITING) throw new ServiceUnavailable('Too many people are signing in right now.', 2);
    this.waiting++;
    await delay(milliseconds);
    this.waiting--;
  }

  private async judge<T>(id: string, wrong: ProblemClass, judge: () => Promise<T>): Promise<T> {
    try {
      const result = await judge();
      await this.guesses.delete(id);
      return result;
    } catch (error) {
      // A server that was too busy to look says nothing about the guess.
      if (error instanceof DomainError && error.definition === wrong.definition) await this.guesses.settle(id);
      else await this.guesses.delete(id);
      throw error;
    }
  }

  /** One for an account, whichever of its names was used; one length for all, and no names of people in the table. */
  private keyOfAccount({ userId, login }: GuessedAccount): string {
    return userId === undefined ? this.keyOfLogin(login) : sha256(`user ${userId}`);
  }

  /** One for a name in any case, whether or not somebody has it. */
  private keyOfLogin(login: string): string {
    return createHmac('sha256', this.keys.current.login).update(normalised(login).toLowerCase()).digest('hex');
  }
}

/**
 * Guesses at one account wait for each other, each with a connection to the database: whoever floods an account has a few
 * of them. A known device and a session have turns of their own.
 */
function turnOf({ accountKey, by, source }: Guess): string {
  return by === 'address' ? `guess ${accountKey}` : `guess ${accountKey} ${by} ${source}`;
}

function tooMany([rule]: readonly GuessingRule[], waitSeconds: number): RateLimited {
  return new RateLimited('There were too many failed attempts. Wait, then try again.', waitSeconds, {
    RateLimit: `"guesses";r=0;t=${Math.max(1, Math.ceil(waitSeconds))}`,
    'RateLimit-Policy': `"guesses";q=${rule?.failures};w=${WINDOW_SECONDS}`,
  });
}

function sha256(subject: string): string {
  return createHash('sha256').update(subject).digest('hex');
}
