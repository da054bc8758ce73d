import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { Tx } from '../../../core/database/unit-of-work.js';
import type { TransactionalJob } from '../../../core/jobs/job.js';
import { Jobs } from '../../../core/jobs/jobs.js';
import { OrganisationSettings } from '../../../core/organisation/organisation-settings.js';
import { ConversationLog } from '../../log/conversation-log.js';
import { MembershipService } from '../../members/membership.service.js';
import { NEWCOMER_GROUPS } from './newcomer-setting.js';

/** Who has a new account. */
export class Newcomer {
  @IsUUID()
  userId: string;
}

/** Puts a newcomer into the groups that are chosen when it is done, each with its line; once, through crashes. */
@Injectable()
export class WelcomeNewcomer implements TransactionalJob<Newcomer>, OnModuleInit {
  readonly name = 'newcomer.welcome';
  readonly data = Newcomer;

  constructor(
    private readonly jobs: Jobs,
    private readonly settings: OrganisationSettings,
    private readonly log: ConversationLog,
    private readonly membership: MembershipService,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handleIn(tx: Tx, { userId }: Newcomer): Promise<void> {
    const groups = await this.settings.hold(tx, NEWCOMER_GROUPS);
    await this.log.lock(tx, groups);
    for (const id of groups) await this.membership.welcome(tx, id, userId);
  }
}
