import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { PersonalData } from '../users/personal-data.js';
import { UnheardRepository } from './deciding/unheard.repository.js';
import { DeliveriesRepository } from './deliveries/deliveries.repository.js';

const KEPT_DAYS = 14;

/** Deletes what was noted of notifications two weeks ago, and all of it with the person. */
@Injectable()
export class TidyNotifications implements Job<NoData>, OnModuleInit {
  readonly name = 'notifications.tidy';
  readonly data = NoData;
  readonly cron = '25 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly personalData: PersonalData,
    private readonly deliveries: DeliveriesRepository,
    private readonly unheard: UnheardRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
    this.personalData.onErase(async (tx, userId) => {
      await this.deliveries.deleteOf(tx, userId);
      await this.unheard.deleteOf(tx, userId);
    });
  }

  handle(): Promise<void> {
    return this.deliveries.deleteOld(KEPT_DAYS);
  }
}
