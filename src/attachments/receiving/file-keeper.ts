import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { FileStore } from '../../core/files/file-store.js';
import { Authenticator } from '../../core/security/authenticator.js';
import type { Principal } from '../../core/security/principal.js';
import { FileRemoval } from '../removal/file-removal.js';
import { keyOf } from '../stored-keys.js';

/** Bytes on the disk: those of the file, or of its thumbnail of that width. */
export interface BytesToKeep {
  readonly path: string;
  readonly width?: number;
}

/** Brings bytes into the store. */
@Injectable()
export class FileKeeper {
  constructor(
    private readonly store: FileStore,
    private readonly removal: FileRemoval,
    private readonly authenticator: Authenticator,
    private readonly work: UnitOfWork,
  ) {}

  /** Keeps the bytes of a file that is reserved, then lets `show` make something that shows it. What fails leaves nothing. */
  async keep<T>(principal: Principal, fileId: string, all: readonly BytesToKeep[], show: () => Promise<T>): Promise<T> {
    try {
      for (const { path, width } of all) await this.store.put(keyOf(fileId, width), path);
      await this.authenticator.confirm(principal);
      return await show();
    } catch (error) {
      await this.work.run((tx) => this.removal.removeUnused(tx, [fileId]));
      throw error;
    }
  }
}
