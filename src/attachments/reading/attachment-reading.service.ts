import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import parseRange from 'range-parser';
import type { ByteRange } from '../../core/files/file-store.js';
import type { Principal } from '../../core/security/principal.js';
import { AttachmentNotFound, RangeNotSatisfiable } from '../attachments.errors.js';
import { isShownInline, UNKNOWN_TYPE } from '../receiving/file-kind.js';
import { keyOf } from '../stored-keys.js';
import type { AnsweredBytes, AskedBytes } from './asked-bytes.js';
import { AttachmentReadingRepository, type ReadableRow } from './attachment-reading.repository.js';
import { contentDisposition } from './content-disposition.js';
import { HARMLESS, StoredBytes } from './stored-bytes.js';

/** Who may read it is asked anew each time. */
const ALWAYS = { ...HARMLESS, 'cache-control': 'private, no-cache' };

/** Opens files for whoever may read them at that moment. */
@Injectable()
export class AttachmentReading {
  constructor(
    private readonly files: AttachmentReadingRepository,
    private readonly stored: StoredBytes,
  ) {}

  /** The bytes of the file, or some of them; to be saved where that is asked for or it is nothing that browsers show. */
  async content(
    principal: Principal,
    id: string,
    asked: AskedBytes,
    { download = false }: { readonly download?: boolean },
  ): Promise<AnsweredBytes> {
    const file = await this.readable(principal, id);
    const { mediaType, name, size, sha256, fileId } = file;
    const isInline = isShownInline(mediaType);
    const etag = `"${sha256.toString('base64url')}"`;
    const headers = {
      ...ALWAYS,
      etag,
      'accept-ranges': 'bytes',
      'content-type': isInline ? mediaType : UNKNOWN_TYPE,
      'content-disposition': contentDisposition(isInline && !download ? 'inline' : 'attachment', name),
    };
    if (asked.ifNoneMatch === etag) return { status: 304, headers };
    const range = rangeOf(asked, etag, size);
    const bytes = await this.read(keyOf(fileId), range);
    if (!range) return { status: 200, headers: { ...headers, 'content-length': String(size) }, bytes };
    const { start, end } = range;
    return {
      status: 206,
      headers: {
        ...headers,
        'content-range': `bytes ${start}-${end}/${size}`,
        'content-length': String(end - start + 1),
      },
      bytes,
    };
  }

  /** A smaller picture of it; throws AttachmentNotFound where none of that width was made. */
  async thumbnail(
    principal: Principal,
    id: string,
    width: number,
    { ifNoneMatch }: Pick<AskedBytes, 'ifNoneMatch'>,
  ): Promise<AnsweredBytes> {
    const { fileId, sha256, thumbnails } = await this.readable(principal, id);
    if (!thumbnails.some((thumbnail) => thumbnail.width === width)) throw new AttachmentNotFound();
    const etag = `"${width}-${sha256.toString('base64url')}"`;
    const headers = { ...ALWAYS, etag, 'content-type': 'image/webp', 'content-disposition': 'inline' };
    if (ifNoneMatch === etag) return { status: 304, headers };
    return { status: 200, headers, bytes: await this.read(keyOf(fileId, width)) };
  }

  private async readable({ userId }: Principal, id: string): Promise<ReadableRow> {
    const row = await this.files.find(id, userId);
    if (!row) throw new AttachmentNotFound();
    return row;
  }

  private async read(key: string, range?: ByteRange): Promise<Readable> {
    const bytes = await this.stored.read(key, range);
    if (!bytes) throw new AttachmentNotFound();
    return bytes;
  }
}

/** The bytes to answer with; undefined for all, also where several stretches are asked for or the file is another now. */
function rangeOf({ range, ifRange }: AskedBytes, etag: string, size: number): ByteRange | undefined {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const parsed = parseRange(size, range, { combine: true });
  if (parsed === -1) throw new RangeNotSatisfiable(size);
  const [only] = parsed === -2 || parsed.type !== 'bytes' || parsed.length > 1 ? [] : parsed;
  return only;
}
