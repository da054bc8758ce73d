import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import { ConversationLog } from '../log/conversation-log.js';
import '../members/member.revocations.js';
import { EraseGroup } from './erase-group.js';
import { GroupErasureRepository, type LockedGroup } from './group-erasure.repository.js';
import { GroupNotFound } from './oversight.errors.js';

/** The end of a group for everybody in it: at once on every socket, and for good. */
@Injectable()
export class GroupDeletion {
  constructor(
    private readonly groups: GroupErasureRepository,
    private readonly log: ConversationLog,
    private readonly jobs: Jobs,
    private readonly revocations: Revocations,
  ) {}

  /** Nothing is written there until the transaction ends. Throws GroupNotFound. */
  async lock(tx: Tx, id: string): Promise<LockedGroup> {
    await this.log.lock(tx, [id]);
    const group = await this.groups.find(tx, id);
    if (!group) throw new GroupNotFound();
    return group;
  }

  /**
   * Under its lock, at the end of the transaction: with the commit nobody is in it. Sending takes the same lock for this
   * one group; what was said there is erased afterwards, a step at a time.
   */
  async carryOut(tx: Tx, id: string): Promise<void> {
    const memberIds = await this.groups.close(tx, id);
    await this.jobs.enqueue(tx, EraseGroup, { conversationId: id, memberIds });
    const rights = memberIds.map(
      (userId) => ({ kind: 'member', userId, conversationId: id, isDeleted: true }) as const,
    );
    await this.revocations.record(tx, ...rights);
  }
}
