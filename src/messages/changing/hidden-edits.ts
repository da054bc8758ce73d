import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { MyStateService } from '../mine/my-state.service.js';
import { MessageChangingRepository } from './message-changing.repository.js';

/** Whoever blocks somebody does not see what they write into an older message either: the message goes, with what it said. */
@Injectable()
export class HiddenEdits {
  constructor(
    private readonly repository: MessageChangingRepository,
    private readonly myState: MyStateService,
  ) {}

  /** Within the transaction of the edit, under the lock of its conversation. */
  async hide(tx: Tx, conversationId: string, authorId: string, seq: number): Promise<void> {
    const blockerId = await this.repository.hideEdited(tx, conversationId, authorId, seq);
    if (blockerId) await this.myState.hid(tx, conversationId, blockerId, seq);
  }
}
