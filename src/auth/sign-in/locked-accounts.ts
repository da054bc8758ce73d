import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { GuessingLimitsRepository } from './guessing-limits.repository.js';

/**
 * The accounts at which so many guesses failed that no device gets in that never signed in there. Those that did get in as
 * ever, and the count of each is its own.
 */
@Injectable()
export class LockedAccounts {
  constructor(private readonly guesses: GuessingLimitsRepository) {}

  /** Until when each of these is locked that is. */
  async among(userIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    return new Map((await this.guesses.locked(userIds)).map(({ userId, until }) => [userId, until]));
  }

  /** Forgets what failed at this account: how many guesses that were. Every device may try again, within a second on every node. */
  unlock(tx: Tx, userId: string): Promise<number> {
    return this.guesses.forgive(tx, userId);
  }

  /** All that are locked now. */
  async all(): Promise<string[]> {
    return (await this.guesses.locked()).map(({ userId }) => userId);
  }
}
