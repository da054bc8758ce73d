import { Injectable } from '@nestjs/common';
import type { Principal } from '../../core/security/principal.js';
import type { PersonTraceDto } from '../../notifications/dto/trace.dto.js';
import { PersonTrace } from '../../notifications/trace/person-trace.service.js';
import { Accounts } from '../../users/accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { judgeAct } from '../account-rules.js';

/** Whether notifications reach somebody. */
@Injectable()
export class NotifiedPerson {
  constructor(
    private readonly accounts: Accounts,
    private readonly trace: PersonTrace,
  ) {}

  /** Throws UserNotFound or AccountProtected: devices are for those who may act on the account. */
  async of(principal: Principal, id: string): Promise<PersonTraceDto> {
    const [actor, target] = await Promise.all([this.accounts.find(principal.userId), this.accounts.find(id)]);
    judgeAct(actor, target, UserPermission.ManageSessions);
    return this.trace.of(id);
  }
}
