import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { Anonymisation } from '../../users/anonymisation.js';
import { UserDto } from '../../users/dto/user.dto.js';
import { judgeAnonymisation } from '../account-rules.js';
import { NotConfirmed } from '../admin.errors.js';
import { LostRights } from '../lost-rights.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { type Actor, type Verdict, verdictOf } from '../verdict.js';
import { AccountClosing, type ClosingAccount } from './account-closing.js';
import type { AnonymiseAccountDto } from './dto/anonymise-account.dto.js';

/** Takes the name and everything personal from accounts, for good. */
@Injectable()
export class AccountAnonymisation {
  constructor(
    private readonly closing: AccountClosing,
    private readonly anonymisation: Anonymisation,
    private readonly roles: RolesRepository,
    private readonly lostRights: LostRights,
    private readonly accounts: Accounts,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws what judgeAnonymisation does, NotConfirmed, or ValidationFailed for an heir who cannot be one. */
  async anonymise(
    principal: Principal,
    id: string,
    { confirm, heirs = {} }: AnonymiseAccountDto,
    client: ClientInfo,
  ): Promise<UserDto> {
    const account = await this.closing.run(principal, id, heirs, (tx, closing) => {
      judgeAnonymisation(closing.actor, closing.target, closing.ableSuperusers);
      if (confirm !== closing.target.username) throw new NotConfirmed();
      return this.carryOut(tx, principal, closing, client);
    });
    return UserDto.from(account);
  }

  /** The same in a transaction of the caller's, who had it confirmed and leaves it to the server who inherits groups. */
  async anonymiseIn(tx: Tx, actor: Actor, id: string, client: ClientInfo): Promise<void> {
    await this.closing.runIn(tx, actor, id, {}, (_, closing) => this.carryOut(tx, actor, closing, client));
  }

  /** What `anonymiseIn` would do to each of these now, each as if it were the only one. */
  async preview(actor: Account, targets: readonly Account[]): Promise<readonly Verdict[]> {
    const ableSuperusers = await this.work.run((tx) => this.accounts.superusersAbleToSignIn(tx));
    return targets.map((target) =>
      verdictOf(() => {
        judgeAnonymisation(actor, target, ableSuperusers);
        return true;
      }),
    );
  }

  private async carryOut(tx: Tx, by: Actor, closing: ClosingAccount, client: ClientInfo): Promise<Account> {
    const { actor, target, ableSuperusers } = closing;
    judgeAnonymisation(actor, target, ableSuperusers);
    const { id } = target;
    const handedOver = await closing.handOver();
    await this.roles.revokeAll(tx, id);
    const nobody = await this.anonymisation.anonymise(tx, id);
    // What was taken is not kept here instead.
    const after = { username: nobody.username, ...(handedOver > 0 && { groupsHandedOver: handedOver }) };
    const act = { actorId: by.userId, action: 'user.anonymised', targetType: 'user', targetId: id };
    await this.audit.record(tx, { ...act, after, ...client });
    await this.lostRights.end(tx, nobody, { isActive: false });
    return nobody;
  }
}
