import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../health/health-parts.js';
import { FileGone, FileStore, StorageUnavailable } from './file-store.js';

/** No file has this key: keys are ids. */
const NO_FILE = 'health-check';

/** Whether the place where files are kept answers: asked for a file that is not there, it has to say so. */
@Injectable()
export class FileHealth {
  constructor(
    private readonly files: FileStore,
    parts: HealthParts,
  ) {
    parts.register('files', () => this.report());
  }

  private async report(): Promise<PartReport> {
    try {
      (await this.files.read(NO_FILE)).destroy();
    } catch (error) {
      if (error instanceof StorageUnavailable) {
        return { state: 'down', reason: 'storage_away', detail: 'The place where files are kept does not answer.' };
      }
      if (!(error instanceof FileGone)) throw error;
    }
    return { state: 'ok', reason: 'ok', detail: 'The place where files are kept answers.' };
  }
}
