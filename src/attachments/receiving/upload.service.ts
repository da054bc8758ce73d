import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { FileStore } from '../../core/files/file-store.js';
import type { IncomingUpload, UploadedPart } from '../../core/http/uploads.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { Authenticator } from '../../core/security/authenticator.js';
import type { Principal } from '../../core/security/principal.js';
import type { AttachmentDto } from '../../messages/shape/message.dto.js';
import { QUOTA_BYTES, UPLOAD_BYTES } from '../attachment-limits.js';
import { AttachmentShape } from '../attachment-shape.js';
import { FileEmpty, FileTooLarge, QuotaExceeded } from '../attachments.errors.js';
import { type AttachmentRow, AttachmentsRepository, type NewFile } from '../attachments.repository.js';
import { FileRemoval } from '../removal/file-removal.js';
import { keyOf } from '../stored-keys.js';
import { kindOf } from './file-kind.js';
import { IncomingFiles, type ReceivedFile } from './incoming-files.js';
import { OpenedFiles, type OpenedFile } from './opened-files.js';
import { shownFileName } from './shown-file-name.js';
import { UploadsAtOnce } from './uploads-at-once.js';

/** What a form has around its file, at most. */
const AROUND_A_FILE = 16 * 1024;

/** Takes a file that somebody uploads: onto the disk, looked at, then into the store. What is refused leaves nothing. */
@Injectable()
export class UploadService {
  private readonly atOnce = new UploadsAtOnce();

  constructor(
    private readonly incoming: IncomingFiles,
    private readonly opened: OpenedFiles,
    private readonly attachments: AttachmentsRepository,
    private readonly store: FileStore,
    private readonly removal: FileRemoval,
    private readonly settings: OrganisationSettings,
    private readonly authenticator: Authenticator,
    private readonly shape: AttachmentShape,
    private readonly work: UnitOfWork,
  ) {}

  /** Resolves when the file is kept, with its thumbnails. What is too large or too much is refused before it is read. */
  upload(principal: Principal, upload: IncomingUpload): Promise<AttachmentDto> {
    return this.atOnce.run(principal.userId, async () => {
      const part = await upload.part(await this.allowed(principal, upload.announcedBytes ?? 0));
      return this.incoming.receive(part, async (file) => {
        await this.judge(part, file);
        const row = await this.keep(principal, part.name, await this.opened.open(principal.userId, part, file));
        return this.shape.show(row, principal.userId);
      });
    });
  }

  /** How large the file may be; throws FileTooLarge or QuotaExceeded by what is announced. */
  private async allowed({ userId }: Principal, announced: number): Promise<number> {
    const [maxBytes, quota, used] = await Promise.all([
      this.settings.get(UPLOAD_BYTES),
      this.settings.get(QUOTA_BYTES),
      this.attachments.usedBy(userId),
    ]);
    if (announced > maxBytes + AROUND_A_FILE) throw new FileTooLarge(maxBytes);
    if (used + announced > quota + AROUND_A_FILE) throw new QuotaExceeded(used, quota);
    return maxBytes;
  }

  private async judge(part: UploadedPart, { size }: ReceivedFile): Promise<void> {
    if (part.isTruncated()) throw new FileTooLarge(await this.settings.get(UPLOAD_BYTES));
    if (size === 0) throw new FileEmpty();
  }

  private async keep(principal: Principal, sentName: string, opened: OpenedFile): Promise<AttachmentRow> {
    const { userId: ownerId } = principal;
    const { sha256, mediaType, picture } = opened;
    const { size } = await stat(opened.path);
    const thumbnails = (picture?.thumbnails ?? []).map(({ width, height }) => ({ width, height }));
    const file: NewFile = { id: newId(), ownerId, sha256, size, thumbnails };
    await this.reserve(file);
    try {
      await this.store.put(keyOf(file.id), opened.path);
      for (const { file: path, width } of picture?.thumbnails ?? []) await this.store.put(keyOf(file.id, width), path);
      await this.authenticator.confirm(principal);
      const attachment = {
        id: newId(),
        fileId: file.id,
        ownerId,
        name: shownFileName(sentName),
        mediaType,
        kind: kindOf(mediaType),
        width: picture?.width ?? null,
        height: picture?.height ?? null,
        preview: picture ? Buffer.from(picture.preview, 'base64') : null,
      };
      await this.attachments.add(attachment);
      return { ...attachment, size, thumbnails, alt: '' };
    } catch (error) {
      await this.work.run((tx) => this.removal.removeUnused(tx, [file.id]));
      throw error;
    }
  }

  /** Counts it for the quota before it is kept; throws QuotaExceeded. */
  private async reserve(file: NewFile): Promise<void> {
    const quota = await this.settings.get(QUOTA_BYTES);
    await this.work.run(async (tx) => {
      const used = await this.attachments.lockUsedBy(tx, file.ownerId);
      if (used + file.size > quota) throw new QuotaExceeded(used, quota);
      await this.attachments.reserve(tx, file);
    });
  }
}
