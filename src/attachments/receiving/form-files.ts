import { Injectable } from '@nestjs/common';
import type { IncomingUpload, UploadedPart } from '../../core/http/uploads.js';
import { FileEmpty, FileTooLarge } from '../attachments.errors.js';
import { IncomingFiles, type ReceivedFile } from './incoming-files.js';
import { UploadsAtOnce } from './uploads-at-once.js';

/** What a form has around its file, at most. */
export const AROUND_A_FILE = 16 * 1024;

/** Takes the one file of a form to the disk, where it may be so large. What is refused leaves nothing. */
@Injectable()
export class FormFiles {
  private readonly atOnce = new UploadsAtOnce();

  constructor(private readonly incoming: IncomingFiles) {}

  /**
   * `allow` judges what is announced before anything is read, and says how many bytes there may be; `work` is done when
   * all have come. Throws RateLimited, FileTooLarge or FileEmpty.
   */
  take<T>(
    userId: string,
    upload: IncomingUpload,
    allow: (announced: number) => Promise<number>,
    work: (part: UploadedPart, file: ReceivedFile) => Promise<T>,
  ): Promise<T> {
    return this.atOnce.run(userId, async () => {
      const maxBytes = await allow(upload.announcedBytes ?? 0);
      const part = await upload.part(maxBytes);
      return this.incoming.receive(part, (file) => {
        if (part.isTruncated()) throw new FileTooLarge(maxBytes);
        if (file.size === 0) throw new FileEmpty();
        return work(part, file);
      });
    });
  }
}

/** Throws FileTooLarge where a form of so many bytes cannot have a file that is small enough. */
export function refuseTooLarge(announced: number, maxBytes: number): void {
  if (announced > maxBytes + AROUND_A_FILE) throw new FileTooLarge(maxBytes);
}
