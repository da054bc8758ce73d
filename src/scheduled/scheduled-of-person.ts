import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../users/personal-data.js';
import { ScheduledRepository } from './scheduled.repository.js';

/** How much somebody has scheduled, for those who administer accounts; it goes when their name is taken away. */
@Injectable()
export class ScheduledOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly scheduled: ScheduledRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.scheduled.deleteOf(tx, userId));
  }

  /** How many messages wait for their time. */
  waiting(userId: string): Promise<number> {
    return this.scheduled.countWaiting(userId);
  }
}
