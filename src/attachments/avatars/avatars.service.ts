import { Injectable } from '@nestjs/common';
import { pictureUrlOf } from '../../core/files/picture-address.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { IncomingUpload } from '../../core/http/uploads.js';
import type { Principal } from '../../core/security/principal.js';
import { GroupPictures } from '../../messages/conversations/group-pictures.js';
import { Accounts } from '../../users/accounts.js';
import { AvatarFiles } from './avatar-files.js';
import type { AvatarDto, GroupPictureDto } from './dto/avatar.dto.js';

/** The pictures that people give themselves, and those that owners and admins give groups. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly files: AvatarFiles,
    private readonly accounts: Accounts,
    private readonly groups: GroupPictures,
  ) {}

  /** Everybody who sees me hears of it at once. */
  async setMine(principal: Principal, upload: IncomingUpload): Promise<AvatarDto> {
    const id = await this.files.take(principal, upload, (tx, fileId) => this.replace(tx, principal, fileId));
    return { avatarUrl: pictureUrlOf(id) };
  }

  async removeMine(principal: Principal): Promise<void> {
    await this.files.remove((tx) => this.replace(tx, principal, null));
  }

  /** Throws as GroupPictures does, before anything is taken, and again when all of it has come. */
  async setOfGroup(principal: Principal, id: string, upload: IncomingUpload): Promise<GroupPictureDto> {
    await this.groups.requireRight(principal, id);
    const fileId = await this.files.take(principal, upload, (tx, file) => this.groups.replace(tx, principal, id, file));
    return { pictureUrl: pictureUrlOf(fileId) };
  }

  async removeOfGroup(principal: Principal, id: string): Promise<void> {
    await this.files.remove((tx) => this.groups.replace(tx, principal, id, null));
  }

  private async replace(tx: Tx, { userId }: Principal, avatarId: string | null): Promise<string | null> {
    const before = await this.accounts.lock(tx, userId);
    await this.accounts.update(tx, userId, { avatarId });
    return before.avatarId;
  }
}
