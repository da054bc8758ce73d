import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Account } from '../../users/account.js';
import type { SystemEventDto } from '../shape/message.dto.js';
import { ConversationLog } from '../log/conversation-log.js';
import { MembersRepository } from '../members/members.repository.js';
import { MyStateService } from '../mine/my-state.service.js';
import { GroupErasureRepository, type LockedGroup } from './group-erasure.repository.js';
import { cannotTakeOver, GroupHasOwner, GroupNotFound } from './oversight.errors.js';

/** Gives a group an owner that has none who can sign in, so that somebody can change it again. */
@Injectable()
export class GroupTakeover {
  constructor(
    private readonly groups: GroupErasureRepository,
    private readonly members: MembersRepository,
    private readonly log: ConversationLog,
    private readonly myState: MyStateService,
  ) {}

  /** Nothing is written there until the transaction ends; accounts are locked after it. Throws GroupNotFound. */
  async lock(tx: Tx, id: string): Promise<LockedGroup> {
    await this.log.lock(tx, [id]);
    return this.find(tx, id);
  }

  /**
   * Under the locks of the group and of both accounts. A member who can sign in; where none can, anybody who can, who then
   * is in the group. Everybody in it sees a line that says so. Throws GroupHasOwner, or ValidationFailed at `/userId`.
   */
  async carryOut(tx: Tx, id: string, heir: Account | undefined, actorId: string): Promise<void> {
    // Read anew: an owner may have come back until the accounts were locked.
    const { isOwnerless, isAnybodyAble } = await this.find(tx, id);
    if (!isOwnerless) throw new GroupHasOwner();
    const canSignIn = heir?.isActive && heir.anonymisedAt === null;
    const isMember = heir && (await this.members.roles(tx, id, [heir.id])).has(heir.id);
    if (!heir || !canSignIn || (isAnybodyAble && !isMember))
      throw cannotTakeOver(isAnybodyAble ? 'members' : 'anybody');
    const told = { actorId, userIds: [heir.id] };
    if (!isMember) {
      await this.tell(tx, id, { event: 'members_added', ...told });
      await this.members.add(tx, id, [heir.id]);
    }
    await this.members.changeRole(tx, id, heir.id, 'owner');
    await this.tell(tx, id, { event: 'role_changed', ...told, value: 'owner' });
    await this.myState.tellOf(tx, id, heir.id);
  }

  private async find(tx: Tx, id: string): Promise<LockedGroup> {
    const group = await this.groups.find(tx, id);
    if (!group) throw new GroupNotFound();
    return group;
  }

  private tell(tx: Tx, id: string, event: SystemEventDto): Promise<void> {
    return this.log.append(tx, id, { kind: 'line', event });
  }
}
