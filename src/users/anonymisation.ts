import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { Jobs } from '../core/jobs/jobs.js';
import type { Account } from './account.js';
import { AnonymisationRepository } from './anonymisation.repository.js';
import { EraseLateWrites } from './erase-late-writes.js';
import { PersonalData } from './personal-data.js';
import { UserNews } from './user-news.js';
import { UserNotFound } from './users.errors.js';

/** So many bytes that no two are ever the same. */
const NAME_BYTES = 6;
/** No request that keeps something takes longer. */
const LATE_MS = 10 * 60 * 1_000;

/** Takes from an account whatever says whose it was. Who may do that, and what ends with it, is decided by the caller. */
@Injectable()
export class Anonymisation {
  constructor(
    private readonly accounts: AnonymisationRepository,
    private readonly personalData: PersonalData,
    private readonly news: UserNews,
    private readonly jobs: Jobs,
  ) {}

  /** The account, which is locked, as it is from now on; everybody who sees it is told once that is committed. */
  async anonymise(tx: Tx, id: string): Promise<Account> {
    await this.personalData.erase(tx, id);
    const account = await this.accounts.anonymise(tx, id, `deleted-${randomBytes(NAME_BYTES).toString('hex')}`);
    if (!account) throw new UserNotFound();
    await this.jobs.enqueue(tx, EraseLateWrites, { userId: id }, { startAfter: new Date(Date.now() + LATE_MS) });
    tx.afterCommit(() => this.news.tell(account, 'profile'));
    return account;
  }
}
