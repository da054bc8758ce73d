import type { Readable } from 'node:stream';
import { defineProblem } from '../errors/domain-error.js';

/** Bytes of a file, the last one included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Nothing is kept under that key, or no longer. */
export class FileGone extends Error {}

/** Where files are kept does not answer, refuses, or has no room; what failed there is in `cause`. */
export class StorageUnavailable extends defineProblem('storage_unavailable', 503, 'Files are not available now') {
  constructor(cause: unknown) {
    super(
      'The place where files are kept does not answer or has no room. Try again later.',
      {},
      { 'Retry-After': '5' },
    );
    this.cause = cause;
  }
}

/** Keeps bytes under keys; whose they are and who may read them is decided before it is asked. */
export abstract class FileStore {
  /** Keeps the file, which may be gone from `path` then; what fails leaves nothing under the key. Rejects with StorageUnavailable. */
  abstract put(key: string, path: string): Promise<void>;

  /** Rejects with FileGone or StorageUnavailable before the first byte; whoever does not read the stream destroys it. */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** Removing what is not there is fine. Rejects with StorageUnavailable. */
  abstract remove(key: string): Promise<void>;
}
