import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { PersonalData } from '../users/personal-data.js';
import { PreferencesRepository } from './preferences.repository.js';

/** Forgets what people chose for themselves who were anonymised; of a deleted account it goes with it. */
@Injectable()
export class ForgetAnonymised implements Job<NoData>, OnModuleInit {
  readonly name = 'preferences.forget-anonymised';
  readonly data = NoData;
  readonly cron = '17 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly preferences: PreferencesRepository,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
    this.personalData.onErase((tx, userId) => this.preferences.deleteOf(tx, userId));
  }

  handle(): Promise<void> {
    return this.preferences.deleteOfAnonymised();
  }
}
