import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ConversationLog } from '../log/conversation-log.js';
import { ConversationWritingRepository } from './conversation-writing.repository.js';

/** Lets the direct conversation of two people know that one of them blocks the other, or does not any more. */
@Injectable()
export class DirectBlocks {
  constructor(
    private readonly repository: ConversationWritingRepository,
    private readonly log: ConversationLog,
  ) {}

  /**
   * Within the transaction of `change`, which says whether it changed who blocks whom. Under the lock of their conversation:
   * each message between them is sent before the change or after it. One that they begin at the same time sees it too.
   */
  async change(tx: Tx, one: string, other: string, change: () => Promise<boolean>): Promise<boolean> {
    const pair = [one, other].sort() as [string, string];
    await this.repository.lockPair(tx, pair);
    const id = await this.repository.findDirect(tx, pair);
    if (id) await this.log.lock(tx, [id]);
    const isChanged = await change();
    if (id && isChanged) await this.repository.noteBlock(tx, id, pair);
    return isChanged;
  }
}
