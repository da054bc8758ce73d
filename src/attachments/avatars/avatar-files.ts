import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { IncomingUpload, UploadedPart } from '../../core/http/uploads.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Principal } from '../../core/security/principal.js';
import { UPLOAD_BYTES } from '../attachment-limits.js';
import { PictureRefused, TypeRefused } from '../attachments.errors.js';
import { AttachmentsRepository } from '../attachments.repository.js';
import { type MadePicture, NotAPicture } from '../pictures/picture-process.js';
import { Pictures } from '../pictures/pictures.js';
import { FileKeeper } from '../receiving/file-keeper.js';
import { isPicture, mediaTypeOf } from '../receiving/file-kind.js';
import { FormFiles, refuseTooLarge } from '../receiving/form-files.js';
import type { ReceivedFile } from '../receiving/incoming-files.js';
import { FileRemoval } from '../removal/file-removal.js';
import { AVATAR_BYTES } from './avatar-limits.js';

/** Makes somebody or something show another file, in the transaction; the answer is which one it showed. */
export type Replacing = (tx: Tx, fileId: string) => Promise<string | null>;

/** A square of its middle, in two sizes; or all of it, as a logo. */
type PictureShape = 'square' | 'logo';

/** Takes a picture that shows a person, a group or the organisation; what it replaces goes. */
@Injectable()
export class AvatarFiles {
  constructor(
    private readonly forms: FormFiles,
    private readonly pictures: Pictures,
    private readonly files: AttachmentsRepository,
    private readonly keeper: FileKeeper,
    private readonly removal: FileRemoval,
    private readonly settings: OrganisationSettings,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Resolves to the new file when it is shown. Throws FileTooLarge, FileEmpty, TypeRefused, PictureRefused, or what
   * `replace` does; then nothing has changed.
   */
  take(
    principal: Principal,
    upload: IncomingUpload,
    replace: Replacing,
    shape: PictureShape = 'square',
  ): Promise<string> {
    const { userId } = principal;
    const allow = (announced: number) => this.allowed(announced);
    return this.forms.take(userId, upload, allow, async (part, file) => {
      return this.keep(principal, await this.drawn(userId, part, file, shape), replace);
    });
  }

  /** Whoever shows it shows none from now on; that nothing was shown is fine. */
  async remove(replace: (tx: Tx) => Promise<string | null>): Promise<void> {
    await this.work.run(async (tx) => {
      const before = await replace(tx);
      if (before !== null) await this.removal.removeUnused(tx, [before]);
    });
  }

  private async allowed(announced: number): Promise<number> {
    const maxBytes = Math.min(AVATAR_BYTES, await this.settings.get(UPLOAD_BYTES));
    refuseTooLarge(announced, maxBytes);
    return maxBytes;
  }

  private async drawn(
    userId: string,
    part: UploadedPart,
    file: ReceivedFile,
    shape: PictureShape,
  ): Promise<readonly MadePicture[]> {
    if (!isPicture(mediaTypeOf(file.head, part.mediaType))) {
      throw isPicture(part.mediaType) ? new PictureRefused(ANOTHER) : new TypeRefused();
    }
    try {
      return await this.pictures[shape](userId, file.path, file.folder);
    } catch (error) {
      throw error instanceof NotAPicture ? new PictureRefused(ANOTHER) : error;
    }
  }

  private async keep(
    principal: Principal,
    [large, ...smaller]: readonly MadePicture[],
    replace: Replacing,
  ): Promise<string> {
    if (!large) throw new Error('A picture has a size.');
    const bytes = await readFile(large.file);
    const id = newId();
    const sha256 = createHash('sha256').update(bytes).digest();
    const thumbnails = smaller.map(({ width, height }) => ({ width, height }));
    const file = { id, ownerId: principal.userId, sha256, size: bytes.length, thumbnails };
    await this.work.run((tx) => this.files.reserve(tx, file));
    const all = [{ path: large.file }, ...smaller.map((one) => ({ path: one.file, width: one.width }))];
    await this.keeper.keep(principal, id, all, () =>
      this.work.run(async (tx) => {
        const before = await replace(tx, id);
        await this.files.keep(tx, id);
        if (before !== null) await this.removal.removeUnused(tx, [before]);
      }),
    );
    return id;
  }
}

const ANOTHER = 'Choose another one.';
