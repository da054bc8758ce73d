import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalData } from '../../users/personal-data.js';
import { ImportsRepository } from './imports.repository.js';

/** What a file said of somebody goes when their name is taken away. */
@Injectable()
export class ImportedRowsOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly imports: ImportsRepository,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.imports.blankRowsOf(tx, userId));
  }
}
