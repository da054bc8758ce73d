import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../core/database/id.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { SignInFailure } from './sign-in-failure.entity.js';

/** At most `failures` within `seconds`, of those that share the keys named by `by`. */
export interface GuessingRule {
  readonly by: 'source' | 'account' | 'both';
  readonly failures: number;
  readonly seconds: number;
}

/** Who tries what. */
export interface Guess {
  readonly accountKey: string;
  readonly sourceKey: string;
}

const CONDITIONS: Readonly<Record<GuessingRule['by'], string>> = {
  source: 'source_key = $2',
  account: 'account_key = $1',
  both: 'account_key = $1 and source_key = $2',
};

/** The sign_in_failures table. */
@Injectable()
export class GuessingLimitsRepository {
  constructor(
    @InjectRepository(SignInFailure) private readonly failures: Repository<SignInFailure>,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Counts the guess as a failure and returns its id, or the seconds until it may be made.
   * Guesses of one source are judged one by one, so that many at once are not all let through.
   */
  tryRecord(
    { accountKey, sourceKey }: Guess,
    rules: readonly GuessingRule[],
  ): Promise<{ id: string } | { waitSeconds: number }> {
    return this.work.run(async ({ manager }) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sourceKey]);
      const [judged] = await manager.query<{ wait: number | null }[]>(
        `select greatest(${rules.map(waitSeconds).join(', ')}) as wait from (select $1::text, $2::text) as keys`,
        [accountKey, sourceKey],
      );
      if (judged?.wait != null) return { waitSeconds: judged.wait };
      const id = newId();
      await manager.query(
        'insert into sign_in_failures (id, account_key, source_key, at) values ($1, $2, $3, clock_timestamp())',
        [id, accountKey, sourceKey],
      );
      return { id };
    });
  }

  async delete(id: string): Promise<void> {
    await this.failures.delete({ id });
  }

  /** No rule looks back further than an hour. */
  async deleteOld(): Promise<void> {
    await this.failures.createQueryBuilder().delete().where(`at < now() - interval '1 hour'`).execute();
  }
}

/** Seconds until fewer than the rule's number of failures lie within its time; null when it is so already. */
function waitSeconds({ by, failures, seconds }: GuessingRule): string {
  return `(select extract(epoch from at + interval '${seconds} seconds' - clock_timestamp())::float8
    from sign_in_failures
    where ${CONDITIONS[by]} and at > clock_timestamp() - interval '${seconds} seconds'
    order by at desc offset ${failures - 1} limit 1)`;
}
