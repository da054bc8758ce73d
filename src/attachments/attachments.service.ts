import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import type { Principal } from '../core/security/principal.js';
import { AttachmentInUse } from '../messages/messages.errors.js';
import type { AttachmentDto } from '../messages/shape/message.dto.js';
import { QUOTA_BYTES } from './attachment-limits.js';
import { AttachmentShape } from './attachment-shape.js';
import { AttachmentNotFound } from './attachments.errors.js';
import { AttachmentsRepository } from './attachments.repository.js';
import type { StorageDto, UpdateAttachmentDto } from './dto/attachment.dto.js';
import { shownFileName } from './receiving/shown-file-name.js';
import { FileRemoval } from './removal/file-removal.js';

/** What people do with files that they have uploaded and not sent yet: what is sent stays as it is. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly removal: FileRemoval,
    private readonly settings: OrganisationSettings,
    private readonly shape: AttachmentShape,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws AttachmentNotFound, or AttachmentInUse where it was sent. */
  async update(principal: Principal, id: string, asked: UpdateAttachmentDto): Promise<AttachmentDto> {
    const { userId } = principal;
    const { name, preview, ...rest } = asked;
    const changes = {
      ...rest,
      ...(name !== undefined && { name: shownFileName(name) }),
      ...(preview !== undefined && { preview: Buffer.from(preview, 'base64') }),
    };
    const isChanged = await this.attachments.change(id, userId, changes);
    const row = await this.attachments.ofOwner(id, userId);
    if (!row) throw new AttachmentNotFound();
    if (!isChanged) throw new AttachmentInUse();
    return this.shape.show(row, userId);
  }

  /** Throws as `update` does, and AttachmentInUse also where it waits to be sent. */
  async remove({ userId }: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const fileId = await this.attachments.removeUnsent(tx, id, userId);
      if (fileId !== undefined) return this.removal.removeUnused(tx, [fileId]);
      throw (await this.attachments.ofOwner(id, userId)) ? new AttachmentInUse() : new AttachmentNotFound();
    });
  }

  async storage({ userId }: Principal): Promise<StorageDto> {
    const [used, quota] = await Promise.all([this.attachments.usedBy(userId), this.settings.get(QUOTA_BYTES)]);
    return { used, quota };
  }
}
