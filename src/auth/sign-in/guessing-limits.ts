import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { DomainError, type ProblemClass } from '../../core/errors/domain-error.js';
import { RateLimited } from '../../core/errors/request-problems.js';
import { sourceOf } from '../../core/http/address.js';
import { type Guess, GuessingLimitsRepository, type GuessingRule } from './guessing-limits.repository.js';

const FIVE_A_MINUTE: GuessingRule = { by: 'both', failures: 5, seconds: 60 };
const THIRTY_A_MINUTE_BY_SOURCE: GuessingRule = { by: 'source', failures: 30, seconds: 60 };
const HUNDRED_AN_HOUR_BY_ACCOUNT: GuessingRule = { by: 'account', failures: 100, seconds: 3_600 };

/** A guess that was let through, and is counted as a failure until it turns out not to be one. */
export interface AdmittedGuess {
  /** Judges the guess: the count stays only when `judge` rejects with a problem of the kind `wrong`. */
  judge<T>(wrong: ProblemClass, judge: () => Promise<T>): Promise<T>;
}

/**
 * How often passwords and tokens may be guessed, counted in the database for all nodes together. Nobody can use it to
 * shut somebody else out: a device that signed in before is counted on its own.
 */
@Injectable()
export class GuessingLimits {
  constructor(
    private readonly guesses: GuessingLimitsRepository,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'rateLimits'>,
  ) {}

  /** A password for `login`, from an address or from a device that signed in before. Throws RateLimited. */
  signIn(login: string, ip: string, knownDevice: string | undefined): Promise<AdmittedGuess> {
    const accountKey = keyOf('login', login.toLowerCase());
    if (knownDevice !== undefined) {
      return this.admit({ accountKey, sourceKey: `device ${knownDevice}` }, [FIVE_A_MINUTE]);
    }
    return this.admit({ accountKey, sourceKey: `address ${sourceOf(ip)}` }, [
      FIVE_A_MINUTE,
      THIRTY_A_MINUTE_BY_SOURCE,
      HUNDRED_AN_HOUR_BY_ACCOUNT,
    ]);
  }

  /** The password of somebody who is signed in, asked for once more. Throws RateLimited. */
  ownPassword(userId: string): Promise<AdmittedGuess> {
    return this.admit({ accountKey: keyOf('own password', userId), sourceKey: `person ${userId}` }, [FIVE_A_MINUTE]);
  }

  private async admit(guess: Guess, rules: readonly GuessingRule[]): Promise<AdmittedGuess> {
    if (!this.settings.rateLimits) return { judge: (_wrong, judge) => judge() };
    const judged = await this.guesses.tryRecord(guess, rules);
    if ('id' in judged) return { judge: (wrong, judge) => this.judge(judged.id, wrong, judge) };
    const [rule] = rules;
    throw new RateLimited('There were too many failed attempts. Wait, then try again.', judged.waitSeconds, {
      RateLimit: `"guesses";r=0;t=${Math.max(1, Math.ceil(judged.waitSeconds))}`,
      'RateLimit-Policy': `"guesses";q=${rule?.failures};w=${rule?.seconds}`,
    });
  }

  private async judge<T>(id: string, wrong: ProblemClass, judge: () => Promise<T>): Promise<T> {
    const forgive = () => this.guesses.delete(id);
    try {
      const result = await judge();
      await forgive();
      return result;
    } catch (error) {
      // A server that was too busy to look says nothing about the guess.
      if (!(error instanceof DomainError && error.definition === wrong.definition)) await forgive();
      throw error;
    }
  }
}

/** One length for every key, and no names of people in the table. */
function keyOf(kind: string, subject: string): string {
  return createHash('sha256').update(`${kind} ${subject}`).digest('hex');
}
