import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { Anonymisation } from '../../users/anonymisation.js';
import { UserDto } from '../../users/dto/user.dto.js';
import { judgeAnonymisation } from '../account-rules.js';
import { NotConfirmed } from '../admin.errors.js';
import { LostRights } from '../lost-rights.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { AccountClosing } from './account-closing.js';
import type { AnonymiseAccountDto } from './dto/anonymise-account.dto.js';

/** Takes the name and everything personal from accounts, for good. */
@Injectable()
export class AccountAnonymisation {
  constructor(
    private readonly closing: AccountClosing,
    private readonly anonymisation: Anonymisation,
    private readonly roles: RolesRepository,
    private readonly lostRights: LostRights,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws what judgeAnonymisation does, NotConfirmed, or ValidationFailed for an heir who cannot be one. */
  async anonymise(
    principal: Principal,
    id: string,
    { confirm, heirs = {} }: AnonymiseAccountDto,
    client: ClientInfo,
  ): Promise<UserDto> {
    const account = await this.closing.run(principal, id, heirs, async (tx, closing) => {
      const { actor, target, ableSuperusers } = closing;
      judgeAnonymisation(actor, target, ableSuperusers);
      if (confirm !== target.username) throw new NotConfirmed();
      const handedOver = await closing.handOver();
      await this.roles.revokeAll(tx, id);
      const nobody = await this.anonymisation.anonymise(tx, id);
      // What was taken is not kept here instead.
      const after = { username: nobody.username, ...(handedOver > 0 && { groupsHandedOver: handedOver }) };
      const act = { actorId: principal.userId, action: 'user.anonymised', targetType: 'user', targetId: id };
      await this.audit.record(tx, { ...act, after, ...client });
      await this.lostRights.end(tx, nobody, { isActive: false });
      return nobody;
    });
    return UserDto.from(account);
  }
}
