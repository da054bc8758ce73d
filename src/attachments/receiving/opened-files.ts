import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { UploadedPart } from '../../core/http/uploads.js';
import { PictureRefused } from '../attachments.errors.js';
import { type DrawnPicture, NotAPicture } from '../pictures/picture-process.js';
import { Pictures } from '../pictures/pictures.js';
import { isPicture, mediaTypeOf, UNKNOWN_TYPE } from './file-kind.js';
import type { ReceivedFile } from './incoming-files.js';

const ALL_THE_SAME = 'Send it in a ZIP to send it all the same.';

/** What a file turned out to be, and what of it is kept. */
export interface OpenedFile {
  readonly path: string;
  readonly sha256: Buffer;
  readonly mediaType: string;
  readonly picture?: DrawnPicture['drawn'];
}

/** Looks at files that came: what they are, whatever their sender says, and what is to be seen in pictures. */
@Injectable()
export class OpenedFiles {
  constructor(private readonly pictures: Pictures) {}

  /** Throws PictureRefused for what says that it is a picture and cannot be opened as one. */
  async open(userId: string, part: UploadedPart, file: ReceivedFile): Promise<OpenedFile> {
    const mediaType = mediaTypeOf(file.head, part.mediaType);
    if (!isPicture(mediaType)) {
      if (isPicture(part.mediaType)) throw new PictureRefused(ALL_THE_SAME);
      return { path: file.path, sha256: file.sha256, mediaType };
    }
    const picture = await this.draw(userId, file);
    const sha256 = picture.file === file.path ? file.sha256 : await sha256Of(picture.file);
    // What there was no time to draw is a file like any other.
    if (!picture.drawn) return { path: picture.file, sha256, mediaType: UNKNOWN_TYPE };
    return { path: picture.file, sha256, mediaType: picture.mediaType ?? mediaType, picture: picture.drawn };
  }

  private async draw(userId: string, { path, folder }: ReceivedFile): Promise<DrawnPicture> {
    try {
      return await this.pictures.draw(userId, path, folder);
    } catch (error) {
      throw error instanceof NotAPicture ? new PictureRefused(ALL_THE_SAME) : error;
    }
  }
}

async function sha256Of(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest();
}
