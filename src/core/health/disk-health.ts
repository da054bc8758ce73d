import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { HealthParts, type PartReport } from './health-parts.js';

const GIB = 1024 ** 3;
const LITTLE_BYTES = 2 * GIB;
const LITTLE_SHARE = 0.1;
const NEARLY_NOTHING_BYTES = GIB / 4;

/** How much room there is on the disk of the data folder: of files, and of the database that comes with Parley. */
@Injectable()
export class DiskHealth {
  constructor(@Inject(APP_SETTINGS) { dataDir }: Pick<Settings, 'dataDir'>, parts: HealthParts) {
    parts.register('disk', async () => {
      const { bavail, blocks, bsize } = await statfs(dataDir);
      return judgeDisk(bavail * bsize, blocks * bsize);
    });
  }
}

/** A large disk may have little of its size left and room for years; a small one is full soon. */
export function judgeDisk(freeBytes: number, totalBytes: number): PartReport {
  const facts = { freeBytes, totalBytes };
  const gib = (freeBytes / GIB).toFixed(1);
  if (freeBytes < NEARLY_NOTHING_BYTES) {
    return { state: 'down', reason: 'full', detail: `Only ${gib} GiB are free.`, facts };
  }
  if (freeBytes < LITTLE_BYTES && freeBytes < totalBytes * LITTLE_SHARE) {
    return { state: 'degraded', reason: 'little_room', detail: `Only ${gib} GiB are free.`, facts };
  }
  return { state: 'ok', reason: 'ok', detail: `${gib} GiB are free.`, facts };
}
