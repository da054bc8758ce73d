import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Accounts } from '../../users/accounts.js';
import { AttachmentsRepository } from '../attachments.repository.js';
import { FileRemoval } from './file-removal.js';

const AVATARS_AT_ONCE = 500;

/**
 * Removes what was uploaded a day ago and never sent, what never came to be kept because the server ended meanwhile, and the
 * pictures of people who were anonymised.
 */
@Injectable()
export class PurgeUnsent implements Job<NoData>, OnModuleInit {
  readonly name = 'files.purge-unsent';
  readonly data = NoData;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly attachments: AttachmentsRepository,
    private readonly removal: FileRemoval,
    private readonly accounts: Accounts,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    await this.work.run(async (tx) => {
      await this.removal.removeUnused(tx, await this.attachments.purgeUnsent(tx));
      await this.removal.removeBytes(tx, await this.attachments.purgeUnkept(tx));
      await this.removal.removeUnused(tx, await this.accounts.dropAvatarsOfAnonymised(tx, AVATARS_AT_ONCE));
    });
  }
}
