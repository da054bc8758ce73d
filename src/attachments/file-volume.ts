import { Injectable } from '@nestjs/common';
import { AttachmentsRepository } from './attachments.repository.js';

/** How much room the files of everybody take. */
@Injectable()
export class FileVolume {
  constructor(private readonly files: AttachmentsRepository) {}

  /** Reads the table of files, so it is for who remembers the answer for a while. */
  total(): Promise<number> {
    return this.files.usedByAll();
  }
}
