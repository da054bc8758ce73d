import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../users/personal-data.js';
import { DraftListRepository } from './draft-list.repository.js';

/** What somebody began to write goes when their name is taken away. */
@Injectable()
export class DraftsOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly drafts: DraftListRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.drafts.deleteOf(tx, userId));
  }
}
