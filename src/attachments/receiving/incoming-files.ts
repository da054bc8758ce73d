import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { StorageUnavailable } from '../../core/files/file-store.js';
import type { UploadedPart } from '../../core/http/uploads.js';
import { HEAD_BYTES } from './file-kind.js';

/** A file that came whole, in a folder of its own that is removed after the work with it. */
export interface ReceivedFile {
  readonly path: string;
  /** Where what is made of it may be. */
  readonly folder: string;
  readonly size: number;
  readonly sha256: Buffer;
  /** How it begins. */
  readonly head: Buffer;
}

/** So much may wait for the disk: what comes meanwhile is read on, and written in larger steps. */
const WRITE_BYTES = 1024 * 1024;

/** An upload may take hours; what is older was left by a process that ended. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1_000;

/** Takes files to the disk while they come, so that none is ever in memory. */
@Injectable()
export class IncomingFiles implements OnApplicationBootstrap {
  private readonly folder: string;

  constructor(@Inject(APP_SETTINGS) { dataDir }: Pick<Settings, 'dataDir'>) {
    this.folder = resolve(dataDir, 'incoming');
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      // Another node may have just removed it.
      const { mtimeMs = Infinity } = (await stat(path).catch(() => undefined)) ?? {};
      if (mtimeMs < Date.now() - LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
    }
  }

  /** Works with the file when all of it has come; nothing of it is left behind, however that ends. */
  async receive<T>({ bytes, isTruncated, ended }: UploadedPart, work: (file: ReceivedFile) => Promise<T>): Promise<T> {
    const folder = await this.newFolder();
    try {
      const path = join(folder, 'file');
      const meter = new Meter();
      const written = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: WRITE_BYTES });
      bytes.on('data', (chunk: Buffer) => meter.see(chunk));
      await pipeline(bytes, written).catch(refusalOf);
      // What is refused for its size is not read to its end.
      if (!isTruncated()) await ended();
      return await work({ path, folder, size: meter.size, sha256: meter.digest(), head: meter.head });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async newFolder(): Promise<string> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      return await mkdtemp(join(this.folder, 'upload-'));
    } catch (error) {
      throw new StorageUnavailable(error);
    }
  }
}

/** Of the client that went away it is said already; anything else is the disk's. */
function refusalOf(error: unknown): never {
  throw error instanceof DomainError ? error : new StorageUnavailable(error);
}

/** Learns what passes by; a step of its own in the stream would cost as much again. */
class Meter {
  size = 0;
  head = Buffer.alloc(0);
  private readonly hash = createHash('sha256');

  see(chunk: Buffer): void {
    this.size += chunk.length;
    this.hash.update(chunk);
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_BYTES)]);
  }

  digest(): Buffer {
    return this.hash.digest();
  }
}
