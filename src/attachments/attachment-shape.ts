import { Injectable } from '@nestjs/common';
import { FilePasses } from '../core/security/file-passes.js';
import { FILES_PATH, PASS_PARAMETER } from '../core/security/files-cookie.js';
import { whoAsks } from '../core/security/who-asks.js';
import type { AttachmentDto } from '../messages/shape/message.dto.js';
import type { AttachmentRow } from './attachments.repository.js';

/** How a file looks to a reader. */
@Injectable()
export class AttachmentShape {
  constructor(private readonly passes: FilePasses) {}

  /**
   * For a reader who asks over HTTP, with addresses that open by themselves while their session lasts. Otherwise with
   * plain ones: frames are the same for everybody.
   */
  show(row: AttachmentRow, reader: string | undefined): AttachmentDto {
    const { id, name, mediaType, size, width, height, durationMs, preview, alt, thumbnails } = row;
    const asker = whoAsks();
    // What is made for everybody may be made while a request of somebody is answered.
    const holder = asker && asker.userId === reader ? asker : undefined;
    const addressOf = (what: string): string => {
      const path = `${FILES_PATH}/${id}/${what}`;
      return holder ? `${path}?${PASS_PARAMETER}=${this.passes.forPath(holder, path)}` : path;
    };
    return {
      id,
      name,
      mediaType,
      size,
      ...(width !== null && height !== null && { width, height }),
      ...(durationMs !== null && { durationMs }),
      ...(preview && { preview: preview.toString('base64') }),
      alt,
      contentUrl: addressOf('content'),
      thumbnails: thumbnails.map((thumbnail) => ({
        ...thumbnail,
        url: addressOf(`thumbnails/${thumbnail.width}`),
      })),
    };
  }
}
