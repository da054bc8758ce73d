import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import {
  FAILURES_OF_STRANGERS,
  type Guesser,
  type GuessingRule,
  type GuessVerdict,
  judgeGuess,
  type RecentGuess,
  WINDOW_SECONDS,
} from './guessing-rules.js';

/** Who tries what. */
export interface Guess {
  readonly accountKey: string;
  /** Whose account it is; undefined where nobody has what was typed. */
  readonly userId?: string | undefined;
  readonly by: Guesser;
  /** Tells those of one kind apart: an address or site, a device, a session. */
  readonly source: string;
}

/** A guess that may be made. It counts as pending until it is settled or deleted. */
export interface RecordedGuess {
  readonly id: string;
  /** No earlier one of this source at this account counts any more. */
  readonly isFirst: boolean;
}

/** An account at which so many guesses failed that a device that never signed in there may not try. */
export interface LockedAccount {
  readonly userId: string;
  readonly until: Date;
}

interface Row {
  is_same_account: boolean;
  is_same_source: boolean;
  by: Guesser;
  is_pending: boolean;
  expires_in: number;
}

/** A hash takes less than a second; what is pending for longer was left behind by a node that is gone. */
const PENDING_SECONDS = 60;

/** The sign_in_failures table. */
@Injectable()
export class GuessingLimitsRepository {
  constructor(private readonly work: UnitOfWork) {}

  /** Records the guess when the rules admit it; guesses at one account are judged one by one, on every node. */
  tryRecord(guess: Guess, rules: readonly GuessingRule[]): Promise<RecordedGuess | Exclude<GuessVerdict, 'admitted'>> {
    return this.work.run(async (tx) => {
      await tx.manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [guess.accountKey]);
      const sourceKey = `${guess.by} ${guess.source}`;
      const recent = await this.recent(tx, guess.accountKey, sourceKey);
      const verdict = judgeGuess(rules, recent);
      if (verdict !== 'admitted') return verdict;
      const id = newId();
      await tx.manager.query(
        `insert into sign_in_failures (id, account_key, source_key, at, is_pending, user_id)
         values ($1, $2, $3, clock_timestamp(), true, $4)`,
        [id, guess.accountKey, sourceKey, guess.userId ?? null],
      );
      return { id, isFirst: !recent.some(({ isSameAccount, isSameSource }) => isSameAccount && isSameSource) };
    });
  }

  /** It failed. */
  async settle(id: string): Promise<void> {
    await this.work.run(({ manager }) =>
      manager.query('update sign_in_failures set is_pending = false where id = $1', [id]),
    );
  }

  /** It was no failure. */
  async delete(id: string): Promise<void> {
    await this.work.run(({ manager }) => manager.query('delete from sign_in_failures where id = $1', [id]));
  }

  /** Forgets the failures at an account, whoever failed; how many they were. What is being judged is counted as it turns out. */
  async forgive(tx: Tx, userId: string): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'delete from sign_in_failures where user_id = $1 and not is_pending',
      [userId],
    );
    return count;
  }

  /** No rule looks back further than an hour. */
  async deleteOld(): Promise<void> {
    await this.work.run(({ manager }) =>
      manager.query(`delete from sign_in_failures where at < now() - interval '1 hour'`),
    );
  }

  /** Until when strangers are refused at these accounts, or at all of which that is so. */
  async locked(userIds?: readonly string[]): Promise<LockedAccount[]> {
    return this.work.run(({ manager }) =>
      manager.query<LockedAccount[]>(
        `select f.user_id as "userId",
           (array_agg(f.at order by f.at desc))[$1] + interval '${WINDOW_SECONDS} seconds' as until
         from sign_in_failures f
         where f.user_id is not null and ($2::uuid[] is null or f.user_id = any($2))
           and f.source_key like 'address %' and not f.is_pending
           and f.at > clock_timestamp() - interval '${WINDOW_SECONDS} seconds'
         group by f.user_id having count(*) >= $1`,
        [FAILURES_OF_STRANGERS, userIds ?? null],
      ),
    );
  }

  private async recent({ manager }: Tx, accountKey: string, sourceKey: string): Promise<RecentGuess[]> {
    const rows = await manager.query<Row[]>(
      `select account_key = $1 as is_same_account, source_key = $2 as is_same_source,
         split_part(source_key, ' ', 1) as by,
         is_pending and at > clock_timestamp() - interval '${PENDING_SECONDS} seconds' as is_pending,
         extract(epoch from at + interval '${WINDOW_SECONDS} seconds' - clock_timestamp())::float8 as expires_in
       from sign_in_failures
       where (account_key = $1 or source_key = $2)
         and at > clock_timestamp() - interval '${WINDOW_SECONDS} seconds'`,
      [accountKey, sourceKey],
    );
    return rows.map((row) => ({
      isSameAccount: row.is_same_account,
      isSameSource: row.is_same_source,
      by: row.by,
      isPending: row.is_pending,
      expiresIn: row.expires_in,
    }));
  }
}
