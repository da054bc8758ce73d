import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { Tx } from '../core/database/unit-of-work.js';
import type { TransactionalJob } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { PersonalData } from './personal-data.js';

/** Whose name was taken away. */
export class AnonymisedPerson {
  @IsUUID()
  userId: string;
}

/** Erases once more, some minutes later: a request that was let in just before may have kept something after the first time. */
@Injectable()
export class EraseLateWrites implements TransactionalJob<AnonymisedPerson>, OnModuleInit {
  readonly name = 'personal-data.erase';
  readonly data = AnonymisedPerson;

  constructor(
    private readonly jobs: Jobs,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handleIn(tx: Tx, { userId }: AnonymisedPerson): Promise<void> {
    return this.personalData.erase(tx, userId);
  }
}
