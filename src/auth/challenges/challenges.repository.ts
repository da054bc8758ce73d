import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { hashOf, newCapability } from '../../core/security/capability.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { type ChallengePurpose, SignInChallenge } from './sign-in-challenge.entity.js';

const LIFETIME_MS = 5 * 60 * 1_000;
const MAX_TRIES = 5;

export type NewChallenge = Partial<Pick<SignInChallenge, 'userId' | 'sessionId' | 'passkeyChallenge' | 'isShared'>> &
  Pick<SignInChallenge, 'purpose'>;

/** The sign_in_challenges table: five minutes and five tries for each, whichever node is asked. */
@Injectable()
export class ChallengesRepository {
  constructor(@InjectRepository(SignInChallenge) private readonly challenges: Repository<SignInChallenge>) {}

  /** What names it to whoever has to answer it. */
  async open(tx: Tx, challenge: NewChallenge): Promise<string> {
    const token = newCapability();
    const row = { userId: null, sessionId: null, passkeyChallenge: null, isShared: false, ...challenge };
    const expiresAt = new Date(Date.now() + LIFETIME_MS);
    await tx.manager.insert(SignInChallenge, { ...row, tokenHash: hashOf(token), tries: 0, expiresAt });
    return token;
  }

  /** Counts a try; undefined when none is left, or its time is over. */
  async try(token: string, purpose: ChallengePurpose): Promise<SignInChallenge | undefined> {
    const { affected } = await this.challenges
      .createQueryBuilder()
      .update()
      .set({ tries: () => 'tries + 1' })
      .where('token_hash = :tokenHash and purpose = :purpose and tries < :most and expires_at > :now', {
        ...{ tokenHash: hashOf(token), purpose, most: MAX_TRIES, now: new Date() },
      })
      .execute();
    return affected === 1 ? ((await this.challenges.findOneBy({ tokenHash: hashOf(token) })) ?? undefined) : undefined;
  }

  /** Closes it, answered; of two answers at once, one is told false. */
  async close(tx: Tx, { tokenHash }: Pick<SignInChallenge, 'tokenHash'>): Promise<boolean> {
    return (await tx.manager.delete(SignInChallenge, { tokenHash })).affected === 1;
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(SignInChallenge, { userId });
  }

  async deleteOld(): Promise<void> {
    await this.challenges.delete({ expiresAt: LessThan(new Date()) });
  }
}
