import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { requireSendable } from '../messages/messages.errors.js';
import type { AttachmentDto } from '../messages/shape/message.dto.js';
import { AttachmentShape } from './attachment-shape.js';
import { UnsentFilesRepository } from './unsent-files.repository.js';

/** The files of what people began to write, and of what is to be sent later. */
@Injectable()
export class UnsentFiles {
  constructor(
    private readonly files: UnsentFilesRepository,
    private readonly shape: AttachmentShape,
  ) {}

  /** Those of these that are not sent and not removed, by their ids; with a `reader` as AttachmentShape shows them to one. */
  async shown(
    ownerId: string,
    ids: readonly string[],
    reader: string | undefined,
  ): Promise<ReadonlyMap<string, AttachmentDto>> {
    if (ids.length === 0) return new Map();
    const rows = await this.files.find(ownerId, ids);
    return new Map(rows.map((row) => [row.id, this.shape.show(row, reader)]));
  }

  /** None of them goes until the transaction ends. Throws ValidationFailed or AttachmentInUse, which name all that cannot be sent. */
  async requireFree(tx: Tx, ownerId: string, ids: readonly string[]): Promise<void> {
    const found = await this.files.lock(tx, ownerId, ids);
    requireSendable(ids, new Map(found.map((file) => [file.id, file.isInUse])));
  }

  /** Keeps them for the scheduled message of this client id, which alone can send them. Throws as requireFree does. */
  async hold(tx: Tx, ownerId: string, ids: readonly string[], clientId: string): Promise<void> {
    if (ids.length === 0) return;
    await this.requireFree(tx, ownerId, ids);
    await this.files.hold(tx, ids, clientId);
  }

  /** What was held for this message can be sent with others. */
  async release(tx: Tx, ownerId: string, clientId: string): Promise<void> {
    await this.files.release(tx, ownerId, clientId);
  }
}

/** In the order in which they were chosen. */
export function filesOf(ids: readonly string[], files: ReadonlyMap<string, AttachmentDto>): AttachmentDto[] {
  return ids.flatMap((id) => files.get(id) ?? []);
}
