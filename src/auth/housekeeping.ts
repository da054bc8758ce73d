import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import { SecurityNoticesRepository } from './notices/security-notices.repository.js';
import { ChallengesRepository } from './challenges/challenges.repository.js';
import { PasswordLinksRepository } from './passwords/password-links.repository.js';
import { SESSION_DAYS } from './sessions/session-days.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { GuessingLimitsRepository } from './sign-in/guessing-limits.repository.js';
import { KnownDevicesRepository } from './sign-in/known-devices.repository.js';

/** Deletes what has served its time, so that these tables stay as small as they are busy. */
@Injectable()
export class Housekeeping implements Job<NoData>, OnModuleInit {
  readonly name = 'auth.tidy';
  readonly data = NoData;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly sessions: SessionsRepository,
    private readonly guesses: GuessingLimitsRepository,
    private readonly devices: KnownDevicesRepository,
    private readonly passwordLinks: PasswordLinksRepository,
    private readonly notices: SecurityNoticesRepository,
    private readonly settings: OrganisationSettings,
    private readonly challenges: ChallengesRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    await this.sessions.deleteOld(new Date(), await this.settings.get(SESSION_DAYS));
    await this.guesses.deleteOld();
    await this.devices.deleteOld();
    await this.passwordLinks.deleteOld();
    await this.notices.deleteOld();
    await this.challenges.deleteOld();
  }
}
