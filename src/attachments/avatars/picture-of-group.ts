import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GroupPictures } from '../../messages/conversations/group-pictures.js';
import { GroupData } from '../../messages/oversight/group-data.js';
import { FileRemoval } from '../removal/file-removal.js';

/** The picture of a group goes with it. */
@Injectable()
export class PictureOfGroup implements OnModuleInit {
  constructor(
    private readonly groups: GroupData,
    private readonly pictures: GroupPictures,
    private readonly removal: FileRemoval,
  ) {}

  onModuleInit(): void {
    this.groups.onErase(async (tx, conversationId) => {
      const fileId = await this.pictures.drop(tx, conversationId);
      if (fileId !== null) await this.removal.removeUnused(tx, [fileId]);
      return 0;
    });
  }
}
