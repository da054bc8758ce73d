import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { TotpSecret } from './totp-secret.entity.js';

/** What somebody can prove themselves with besides their password. */
export interface FactorCounts {
  readonly userId: string;
  readonly totpSince: Date | null;
  readonly recoveryCodesLeft: number;
  readonly passkeys: number;
}

const COUNTS = {
  name: 'second-factors.counts',
  text: `select p.id as "userId", t.confirmed_at as "totpSince",
      (select count(*)::integer from recovery_codes c where c.user_id = p.id) as "recoveryCodesLeft",
      (select count(*)::integer from passkeys k where k.user_id = p.id) as passkeys
    from unnest($1::uuid[]) p(id) left join totp_secrets t on t.user_id = p.id`,
};
const SEALED_WITH = {
  name: 'second-factors.sealed-with',
  text: `select user_id as "userId" from totp_secrets where split_part(secret, '.', 1) = any($1) limit 1000`,
};
const HOLDERS = {
  name: 'second-factors.holders',
  text: `select user_id as "userId" from totp_secrets where confirmed_at is not null
    union select user_id as "userId" from passkeys`,
};

/** The totp_secrets and recovery_codes tables, and how many passkeys there are beside them. */
@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly database: Database) {}

  counts(userIds: readonly string[]): Promise<FactorCounts[]> {
    return this.database.rows<FactorCounts>(COUNTS, [userIds]);
  }

  /** The same of one person, as the transaction sees it. */
  async countsWithin(tx: Tx, userId: string): Promise<FactorCounts> {
    const [counts] = await tx.manager.query<[FactorCounts]>(COUNTS.text, [[userId]]);
    return counts;
  }

  /** Everybody who has one. */
  async holders(): Promise<string[]> {
    return (await this.database.rows<{ userId: string }>(HOLDERS, [])).map(({ userId }) => userId);
  }

  /** A thousand people whose secret was sealed with one of these keys. */
  async sealedWith(keyIds: readonly string[]): Promise<string[]> {
    return (await this.database.rows<{ userId: string }>(SEALED_WITH, [keyIds])).map(({ userId }) => userId);
  }

  secretOf(tx: Tx, userId: string): Promise<TotpSecret | null> {
    return tx.manager.findOneBy(TotpSecret, { userId });
  }

  /** Takes the place of the earlier one. */
  async saveSecret(tx: Tx, secret: TotpSecret): Promise<void> {
    await tx.manager.upsert(TotpSecret, secret, ['userId']);
  }

  async deleteSecret(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(TotpSecret, { userId });
  }

  async replaceCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
    await this.deleteCodes(tx, userId);
    await tx.manager.insert(
      RecoveryCode,
      hashes.map((codeHash) => ({ userId, codeHash })),
    );
  }

  /** Spends the code that one of these is of; false where it is none. */
  async spendCode(tx: Tx, userId: string, hashes: readonly string[]): Promise<boolean> {
    return (await tx.manager.delete(RecoveryCode, { userId, codeHash: In(hashes) })).affected === 1;
  }

  async deleteCodes(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(RecoveryCode, { userId });
  }
}
