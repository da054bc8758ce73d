import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ATTACHMENTS_PART } from '../messages/shape/attachments-part.js';
import { type MessagePlace, MessageParts } from '../messages/shape/message-parts.js';
import type { AttachmentDto } from '../messages/shape/message.dto.js';
import { AttachmentShape } from './attachment-shape.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { FileRemoval } from './removal/file-removal.js';

/** Shows files with the messages that they are in, and erases them with these. */
@Injectable()
export class MessageAttachments implements OnModuleInit {
  constructor(
    private readonly parts: MessageParts,
    private readonly attachments: AttachmentsRepository,
    private readonly shape: AttachmentShape,
    private readonly removal: FileRemoval,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(ATTACHMENTS_PART, (places, reader) => this.on(places, reader));
    this.parts.onErase(ATTACHMENTS_PART, async (tx, places) => {
      await this.removal.removeUnused(tx, await this.attachments.erase(tx, places));
    });
  }

  private async on(
    places: readonly MessagePlace[],
    reader: string | undefined,
  ): Promise<ReadonlyMap<string, AttachmentDto[]>> {
    const found = await this.attachments.on(places);
    return new Map([...found].map(([key, rows]) => [key, rows.map((row) => this.shape.show(row, reader))]));
  }
}
