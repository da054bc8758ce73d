import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../users/personal-data.js';
import { ReportsRepository } from './reports.repository.js';

/** When somebody's name is taken away, so are what they wrote and was reported, and what they wrote with reports. That it was reported stays. */
@Injectable()
export class ReportsOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly reports: ReportsRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.reports.eraseWordsOf(tx, userId));
  }
}
