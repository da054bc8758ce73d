import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Accounts } from '../../users/accounts.js';
import { Sealing } from '../tokens/sealing.js';
import { SecondFactorsRepository } from './second-factors.repository.js';

/**
 * Seals the secrets of authenticator apps anew that were sealed with an older secret of JWT_SECRET, a thousand at a time: an
 * hour after a new one came first, the old one can be taken out.
 */
@Injectable()
export class SealAnew implements Job<NoData>, OnModuleInit {
  readonly name = 'auth.seal-anew';
  readonly data = NoData;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly factors: SecondFactorsRepository,
    private readonly accounts: Accounts,
    private readonly sealing: Sealing,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    const { olderKeys } = this.sealing;
    if (olderKeys.length === 0) return;
    for (const userId of await this.factors.sealedWith(olderKeys)) await this.sealAnew(userId);
  }

  private async sealAnew(userId: string): Promise<void> {
    await this.work.run(async (tx) => {
      // A code that is judged meanwhile keeps its step.
      await this.accounts.lock(tx, userId);
      const present = await this.factors.secretOf(tx, userId);
      const opened = present && this.sealing.open(present.secret, userId);
      if (!present || typeof opened !== 'string') return;
      await this.factors.saveSecret(tx, { ...present, secret: this.sealing.seal(opened, userId) });
    });
  }
}
