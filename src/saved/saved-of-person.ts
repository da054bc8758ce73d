import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../users/personal-data.js';
import { SavedRepository } from './saved.repository.js';

/** What somebody saved goes when their name is taken away. */
@Injectable()
export class SavedOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly saved: SavedRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.saved.deleteOf(tx, userId));
  }
}
