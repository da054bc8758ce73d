import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsArray, IsString } from 'class-validator';
import { FileStore } from '../../core/files/file-store.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';

/** Under which keys the bytes are. */
export class FilesToRemove {
  @IsArray()
  @IsString({ each: true })
  keys: string[];
}

/** Removes bytes of which nothing is known any more. */
@Injectable()
export class RemoveFiles implements Job<FilesToRemove>, OnModuleInit {
  readonly name = 'files.remove';
  readonly data = FilesToRemove;
  /** For some days: a store that is away does not keep forever what people deleted. */
  readonly retry = { limit: 100, firstAfterSeconds: 10, atMostEverySeconds: 3_600 };

  constructor(
    private readonly jobs: Jobs,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ keys }: FilesToRemove): Promise<void> {
    for (const key of keys) await this.store.remove(key);
  }
}
