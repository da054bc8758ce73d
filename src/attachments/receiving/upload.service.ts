import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { IncomingUpload, UploadedPart } from '../../core/http/uploads.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Principal } from '../../core/security/principal.js';
import type { AttachmentDto } from '../../messages/shape/message.dto.js';
import { QUOTA_BYTES, UPLOAD_BYTES } from '../attachment-limits.js';
import { AttachmentShape } from '../attachment-shape.js';
import { QuotaExceeded, TypeRefused } from '../attachments.errors.js';
import { type AttachmentRow, AttachmentsRepository, type NewFile } from '../attachments.repository.js';
import { FileKeeper } from './file-keeper.js';
import { kindOf, mediaTypeOf } from './file-kind.js';
import { AROUND_A_FILE, FormFiles, refuseTooLarge } from './form-files.js';
import { OpenedFiles, type OpenedFile } from './opened-files.js';
import type { ReceivedFile } from './incoming-files.js';
import { shownFileName } from './shown-file-name.js';
import { ALLOWED_UPLOADS, isAllowedUpload, type UploadKinds } from './upload-kinds.js';

const TAKEN: Readonly<Record<UploadKinds, string>> = {
  all: 'This file cannot be uploaded.',
  noPrograms: 'Your organisation takes no programs.',
  mediaAndDocuments: 'Your organisation takes pictures, sound, film and documents.',
  pictures: 'Your organisation takes pictures alone: JPEG, PNG, WebP, GIF or AVIF.',
};

/** Takes a file that somebody uploads: onto the disk, looked at, then into the store. What is refused leaves nothing. */
@Injectable()
export class UploadService {
  constructor(
    private readonly forms: FormFiles,
    private readonly opened: OpenedFiles,
    private readonly attachments: AttachmentsRepository,
    private readonly keeper: FileKeeper,
    private readonly settings: OrganisationSettings,
    private readonly shape: AttachmentShape,
    private readonly work: UnitOfWork,
  ) {}

  /** Resolves when the file is kept, with its thumbnails. What is too large or too much is refused before it is read. */
  upload(principal: Principal, upload: IncomingUpload): Promise<AttachmentDto> {
    const allow = (announced: number) => this.allowed(principal, announced);
    return this.forms.take(principal.userId, upload, allow, async (part, file) => {
      await this.requireAllowed(part, file);
      const row = await this.keep(principal, part.name, await this.opened.open(principal.userId, part, file));
      return this.shape.show(row, principal.userId);
    });
  }

  /** Throws TypeRefused. */
  private async requireAllowed({ name, mediaType }: UploadedPart, { head }: ReceivedFile): Promise<void> {
    const kinds = await this.settings.get(ALLOWED_UPLOADS);
    if (isAllowedUpload(kinds, { name, head, mediaType: mediaTypeOf(head, mediaType) })) return;
    throw new TypeRefused(TAKEN[kinds]);
  }

  /** How large the file may be; throws FileTooLarge or QuotaExceeded by what is announced. */
  private async allowed({ userId }: Principal, announced: number): Promise<number> {
    const [maxBytes, quota, used] = await Promise.all([
      this.settings.get(UPLOAD_BYTES),
      this.settings.get(QUOTA_BYTES),
      this.attachments.usedBy(userId),
    ]);
    refuseTooLarge(announced, maxBytes);
    if (used + announced > quota + AROUND_A_FILE) throw new QuotaExceeded(used, quota);
    return maxBytes;
  }

  private async keep(principal: Principal, sentName: string, opened: OpenedFile): Promise<AttachmentRow> {
    const { userId: ownerId } = principal;
    const { path, sha256, mediaType, picture } = opened;
    const { size } = await stat(path);
    const made = picture?.thumbnails ?? [];
    const thumbnails = made.map(({ width, height }) => ({ width, height }));
    const file: NewFile = { id: newId(), ownerId, sha256, size, thumbnails };
    await this.reserve(file);
    const bytes = [{ path }, ...made.map((thumbnail) => ({ path: thumbnail.file, width: thumbnail.width }))];
    return this.keeper.keep(principal, file.id, bytes, async () => {
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
      return { ...attachment, size, thumbnails, durationMs: null, alt: '' };
    });
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
