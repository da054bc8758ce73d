import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { AttachmentsRepository, type UnusedFile } from '../attachments.repository.js';
import { keysOf } from '../stored-keys.js';
import { RemoveFiles } from './remove-files.js';

/** Removes files that nothing shows any more: what is known of them with the transaction, the bytes after it. */
@Injectable()
export class FileRemoval {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly jobs: Jobs,
  ) {}

  /** Those of these files that nothing shows. */
  async removeUnused(tx: Tx, fileIds: readonly string[]): Promise<void> {
    if (fileIds.length > 0) await this.removeBytes(tx, await this.attachments.forgetUnused(tx, fileIds));
  }

  /** The bytes of files of which nothing is known any more. */
  async removeBytes(tx: Tx, files: readonly UnusedFile[]): Promise<void> {
    if (files.length > 0) await this.jobs.enqueue(tx, RemoveFiles, { keys: files.flatMap(keysOf) });
  }
}
