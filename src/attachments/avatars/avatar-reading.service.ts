import { Injectable } from '@nestjs/common';
import type { Principal } from '../../core/security/principal.js';
import { PictureNotFound } from '../attachments.errors.js';
import type { AnsweredBytes, AskedBytes } from '../reading/asked-bytes.js';
import { HARMLESS, StoredBytes } from '../reading/stored-bytes.js';
import { keyOf } from '../stored-keys.js';
import { AvatarReadingRepository } from './avatar-reading.repository.js';
import { LARGE_AVATAR } from './avatar-limits.js';

const ALWAYS = {
  ...HARMLESS,
  // Kept, and asked for again: after signing out, or out of the group, nobody opens it from what the browser has.
  'cache-control': 'private, no-cache',
  'content-type': 'image/webp',
  'content-disposition': 'inline',
};

const FOR_EVERYBODY = {
  ...ALWAYS,
  // It is shown before anybody signs in, and another logo has another id.
  'cache-control': 'public, max-age=31536000, immutable',
};

/** Opens the pictures of people, groups and the organisation. */
@Injectable()
export class AvatarReading {
  constructor(
    private readonly avatars: AvatarReadingRepository,
    private readonly bytes: StoredBytes,
  ) {}

  /** Throws PictureNotFound. */
  async open(
    { userId }: Principal,
    id: string,
    width: number,
    { ifNoneMatch }: Pick<AskedBytes, 'ifNoneMatch'>,
  ): Promise<AnsweredBytes> {
    const picture = await this.avatars.find(id, userId);
    if (!picture) throw new PictureNotFound();
    const etag = `"${width}-${picture.sha256.toString('base64url')}"`;
    const headers = { ...ALWAYS, etag };
    if (ifNoneMatch === etag) return { status: 304, headers };
    const bytes = await this.bytes.read(width === LARGE_AVATAR ? keyOf(id) : keyOf(id, width));
    if (!bytes) throw new PictureNotFound();
    return { status: 200, headers, bytes };
  }

  /** For everybody; throws PictureNotFound. */
  async openLogo(id: string): Promise<AnsweredBytes> {
    const bytes = (await this.avatars.findLogo(id)) && (await this.bytes.read(keyOf(id)));
    if (!bytes) throw new PictureNotFound();
    return { status: 200, headers: FOR_EVERYBODY, bytes };
  }
}
