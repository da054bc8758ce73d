import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import type { OverseenGroupDetailsDto } from '../../messages/oversight/dto/overseen-groups.dto.js';
import { GroupDeletion } from '../../messages/oversight/group-deletion.js';
import { GroupList } from '../../messages/oversight/group-list.js';
import { GroupTakeover } from '../../messages/oversight/group-takeover.js';
import { GroupNotConfirmed } from '../../messages/oversight/oversight.errors.js';
import { Accounts } from '../../users/accounts.js';
import { requireStillAllowed } from '../account-rules.js';
import { OversightPermission } from './conversations.permissions.js';
import type { DeleteGroupDto, TakeOverGroupDto } from './dto/manage-groups.dto.js';

/** What administrators do with groups, on record. Groups are locked before accounts, as everywhere. */
@Injectable()
export class GroupAdministration {
  constructor(
    private readonly groups: GroupList,
    private readonly takeover: GroupTakeover,
    private readonly deletion: GroupDeletion,
    private readonly accounts: Accounts,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws GroupNotFound, GroupHasOwner, or ValidationFailed for somebody who cannot be the owner. */
  async takeOver(
    principal: Principal,
    id: string,
    dto: TakeOverGroupDto,
    client: ClientInfo,
  ): Promise<OverseenGroupDetailsDto> {
    const heirId = dto.userId.toLowerCase();
    await this.work.run(async (tx) => {
      const { subject } = await this.takeover.lock(tx, id);
      const locked = await this.accounts.lockAll(tx, [principal.userId, heirId]);
      requireStillAllowed(locked.get(principal.userId), OversightPermission.Manage);
      await this.takeover.carryOut(tx, id, locked.get(heirId), principal.userId);
      await this.record(tx, principal, 'conversation.taken-over', id, client, { after: { subject, ownerId: heirId } });
    });
    return this.groups.get(id);
  }

  /** Throws GroupNotFound or GroupNotConfirmed. */
  async delete(principal: Principal, id: string, { confirm }: DeleteGroupDto, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const { subject, memberCount: members, messageCount: messages } = await this.deletion.lock(tx, id);
      requireStillAllowed(await this.accounts.lock(tx, principal.userId), OversightPermission.Manage);
      if (confirm.trim() !== subject) throw new GroupNotConfirmed();
      const before = { subject, members, messages };
      await this.record(tx, principal, 'conversation.deleted', id, client, { before });
      await this.deletion.carryOut(tx, id);
    });
  }

  private record(
    tx: Tx,
    { userId: actorId }: Principal,
    action: string,
    targetId: string,
    client: ClientInfo,
    change: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(tx, { actorId, action, targetType: 'conversation', targetId, ...change, ...client });
  }
}
