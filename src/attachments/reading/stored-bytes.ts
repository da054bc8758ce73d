import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { type ByteRange, FileGone, FileStore } from '../../core/files/file-store.js';

/** Nothing that people uploaded is a page, runs anything, or is kept by caches for others. */
export const HARMLESS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Reads what the store keeps of files that are known. */
@Injectable()
export class StoredBytes {
  private readonly logger = new Logger(StoredBytes.name);

  constructor(private readonly store: FileStore) {}

  /** Undefined where the bytes are missing, which the log says. */
  async read(key: string, range?: ByteRange): Promise<Readable | undefined> {
    try {
      return await this.store.read(key, range);
    } catch (error) {
      if (!(error instanceof FileGone)) throw error;
      // It is known and its bytes are not there: somebody emptied the store, or restored the database alone.
      this.logger.error({ msg: 'bytes of a file are missing', key });
      return undefined;
    }
  }
}
