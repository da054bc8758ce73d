import { resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { DiskFiles } from './disk-files.js';
import { FileHealth } from './file-health.js';
import { FileStore } from './file-store.js';
import { S3Files } from './s3-files.js';

/** Where files are kept: in the data folder, or in S3 where a bucket is set. */
@Module({
  providers: [
    FileHealth,
    {
      provide: FileStore,
      inject: [APP_SETTINGS],
      useFactory: ({ s3Url, dataDir }: Settings): FileStore =>
        s3Url === undefined ? new DiskFiles(resolve(dataDir, 'files')) : new S3Files(new URL(s3Url)),
    },
  ],
  exports: [FileStore],
})
export class FilesModule {}
