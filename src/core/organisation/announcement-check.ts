import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InThePast } from '../errors/request-problems.js';
import { ANNOUNCEMENT } from './announcement.js';
import { SettingChecks } from './setting-checks.js';

/** Sees to it that nobody announces what nobody would be shown. */
@Injectable()
export class AnnouncementCheck implements OnModuleInit {
  constructor(private readonly checks: SettingChecks) {}

  onModuleInit(): void {
    this.checks.on(ANNOUNCEMENT, async (_tx, after) => {
      if (after?.until !== undefined && Date.parse(after.until) <= Date.now())
        throw new InThePast('/announcement/until');
    });
  }
}
