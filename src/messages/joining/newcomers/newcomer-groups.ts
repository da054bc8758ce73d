import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../core/jobs/jobs.js';
import type { Tx } from '../../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../../core/errors/request-problems.js';
import { OrganisationSettings } from '../../../core/organisation/organisation-settings.js';
import { SettingChecks } from '../../../core/organisation/setting-checks.js';
import { Newcomers } from '../../../users/newcomers.js';
import type { NewcomerGroupDto } from '../dto/newcomer-groups.dto.js';
import { JoiningRepository } from '../joining.repository.js';
import { NEWCOMER_GROUPS } from './newcomer-setting.js';
import { WelcomeNewcomer } from './welcome-newcomer.js';

/** Sees to it that newcomers come into the groups that the organisation chose, and that it chooses what there is. */
@Injectable()
export class NewcomerGroups extends Newcomers implements OnModuleInit {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly checks: SettingChecks,
    private readonly joining: JoiningRepository,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  onModuleInit(): void {
    this.checks.on(NEWCOMER_GROUPS, (tx, after, before) => this.requireListed(tx, after, before));
  }

  /** Not at once: nobody who makes an account waits for a group, and no group for a thousand who make theirs together. */
  async arrived(tx: Tx, userId: string): Promise<void> {
    const groups = await this.settings.hold(tx, NEWCOMER_GROUPS);
    if (groups.length > 0) await this.jobs.enqueue(tx, WelcomeNewcomer, { userId });
  }

  /** Those that are chosen, in their order; of one that nobody can join by themselves no more than that. */
  async chosen(): Promise<NewcomerGroupDto[]> {
    const ids = await this.settings.get(NEWCOMER_GROUPS);
    const found = new Map((await this.joining.listedAmong(ids)).map((group) => [group.id, group]));
    return ids.map((id) => {
      const group = found.get(id);
      return { id, subject: group?.subject ?? null, memberCount: group?.memberCount ?? null, isListed: !!group };
    });
  }

  /** What was chosen before may stay, whatever became of it. */
  private async requireListed(tx: Tx, after: readonly string[], before: readonly string[]): Promise<void> {
    const listed = new Set(await this.joining.listedWithin(tx, after));
    const errors = after.flatMap((id, n) => {
      if (before.includes(id) || listed.has(id)) return [];
      const detail = 'There is no group with this id that everybody can find and join.';
      return [{ pointer: `/${NEWCOMER_GROUPS.key}/${n}`, code: 'group_not_listed', detail }];
    });
    if (errors.length > 0) throw new ValidationFailed(errors);
  }
}
