import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, FileGone, FileStore, StorageUnavailable } from './file-store.js';

/** Files in a folder of this machine. Several nodes need the same folder, or S3. */
export class DiskFiles extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    const part = `${target}.${randomUUID()}.part`;
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      // The bytes are on the disk before the file has its name.
      const written = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(createReadStream(path), written);
      await rename(part, target);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw new StorageUnavailable(error);
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key));
      return file.createReadStream(range && { start: range.start, end: range.end });
    } catch (error) {
      throw isMissing(error) ? new FileGone(key) : new StorageUnavailable(error);
    }
  }

  async remove(key: string): Promise<void> {
    try {
      await rm(this.pathOf(key), { force: true });
    } catch (error) {
      throw new StorageUnavailable(error);
    }
  }

  /** Keys end differently, not begin: so many files are spread over 4,096 folders. */
  private pathOf(key: string): string {
    return join(this.folder, key.slice(-3), key);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
