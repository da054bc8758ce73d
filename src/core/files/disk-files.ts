import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, open as openBare } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type ByteRange, FileGone, FileStore, StorageUnavailable } from './file-store.js';

/** At once: fewer and larger steps cost less. */
const READ_BYTES = 256 * 1024;

const openFile = promisify((path: string, done: (error: Error | null, fd: number) => void) => openBare(path, done));

/** Files in a folder of this machine. Several nodes need the same folder, or S3. */
export class DiskFiles extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await sync(path);
      await rename(path, target).catch((error: unknown) => copied(path, target, error));
    } catch (error) {
      throw new StorageUnavailable(error);
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const path = this.pathOf(key);
      // Not by its handle: that reads half as fast.
      const fd = await openFile(path);
      return createReadStream(path, { fd, highWaterMark: READ_BYTES, ...range });
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

/** The bytes are on the disk before the file has its name. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Where the folder is another disk than that on which files come, there is nothing to rename. */
async function copied(path: string, target: string, error: unknown): Promise<void> {
  if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
  const part = `${target}.${randomUUID()}.part`;
  try {
    await pipeline(createReadStream(path), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(part, target);
  } catch (failure) {
    await rm(part, { force: true });
    throw failure;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
