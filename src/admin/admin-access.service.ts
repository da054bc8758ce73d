import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { PasswordLinkDto } from '../auth/dto/password-link.dto.js';
import type { SessionListDto } from '../auth/dto/session.dto.js';
import { PasswordLinks } from '../auth/passwords/password-links.service.js';
import { SecurityNotices } from '../auth/notices/security-notices.service.js';
import { SecondFactors } from '../auth/second-factor/second-factors.service.js';
import { Sessions } from '../auth/sessions/sessions.service.js';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import type { Permission } from '../core/security/permissions.js';
import type { Principal } from '../core/security/principal.js';
import type { Account } from '../users/account.js';
import { Accounts } from '../users/accounts.js';
import { judgeAct } from './account-rules.js';
import { AccountAnonymised, AccountInactive, OwnFactorReset, OwnPasswordLink } from './admin.errors.js';
import { UserPermission } from '../users/users.permissions.js';
import { type Actor, type Verdict, verdictOf } from './verdict.js';

/** How other people come in and stay in. Who may change what of whom is judged on locked rows. */
@Injectable()
export class AdminAccess {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwordLinks: PasswordLinks,
    private readonly sessions: Sessions,
    private readonly factors: SecondFactors,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** Throws UserNotFound, AccountProtected, AccountAnonymised, AccountInactive or OwnPasswordLink. */
  async createPasswordLink(principal: Principal, id: string, client: ClientInfo): Promise<PasswordLinkDto> {
    return this.work.run((tx) => this.createPasswordLinkIn(tx, principal, id, client));
  }

  /** The same in a transaction of the caller's. */
  async createPasswordLinkIn(tx: Tx, actor: Actor, id: string, client: ClientInfo): Promise<PasswordLinkDto> {
    // A session that was left open must not become the password of its account.
    if (id === actor.userId) throw new OwnPasswordLink();
    const target = await this.lockTarget(tx, actor, id);
    if (target.anonymisedAt) throw new AccountAnonymised();
    if (!target.isActive) throw new AccountInactive();
    const { token, expiresAt } = await this.passwordLinks.create(tx, actor.userId, id);
    await this.record(tx, actor, 'user.password-link-created', id, client, { expiresAt });
    return { url: `${this.settings.publicUrl ?? ''}/reset-password?token=${token}`, expiresAt };
  }

  /** Throws UserNotFound, AccountProtected or OwnFactorReset. */
  async resetSecondFactor(principal: Principal, id: string, reason: string, client: ClientInfo): Promise<void> {
    // A session that was left open must not do without the factor of its account.
    if (id === principal.userId) throw new OwnFactorReset();
    await this.work.run(async (tx) => {
      await this.lockTarget(tx, principal, id, UserPermission.ResetFactor);
      await this.factors.removeAll(tx, id);
      await this.notices.tell(tx, { kind: 'factor_reset', userId: id });
      await this.record(tx, principal, 'user.factor-reset', id, client, { reason });
      await this.sessions.endAll(tx, id, 'ended_by_administrator');
    });
  }

  /** Throws UserNotFound or AccountProtected: an address and a browser are for those who may act on the account. */
  async listSessions(principal: Principal, id: string): Promise<SessionListDto> {
    const [actor, target] = await Promise.all([this.accounts.find(principal.userId), this.accounts.find(id)]);
    judgeAct(actor, target, UserPermission.ManageSessions);
    return this.sessions.listOf(id, principal);
  }

  /** Throws UserNotFound or AccountProtected. */
  async endSessions(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run((tx) => this.endSessionsIn(tx, principal, id, client));
  }

  /** The same in a transaction of the caller's. */
  async endSessionsIn(tx: Tx, actor: Actor, id: string, client: ClientInfo): Promise<void> {
    await this.lockTarget(tx, actor, id);
    await this.record(tx, actor, 'user.signed-out', id, client);
    await this.sessions.endAll(tx, id, 'ended_by_administrator');
  }

  /** What `endSessions` would do to each of these. */
  previewEndSessions(actor: Account, targets: readonly Account[]): readonly Verdict[] {
    return targets.map((target) =>
      verdictOf(() => {
        judgeAct(actor, target, UserPermission.ManageSessions);
        return true;
      }),
    );
  }

  /** Throws UserNotFound, AccountProtected or SessionNotFound. */
  async endSession(principal: Principal, id: string, sessionId: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      await this.lockTarget(tx, principal, id);
      await this.sessions.endByAdministrator(tx, principal, { userId: id, sessionId }, client);
    });
  }

  private async lockTarget(
    tx: Tx,
    { userId }: Actor,
    id: string,
    permission: Permission = UserPermission.ManageSessions,
  ): Promise<Account> {
    const locked = await this.accounts.lockAll(tx, [userId, id]);
    const [actor, target] = [locked.get(userId), locked.get(id)];
    judgeAct(actor, target, permission);
    return target;
  }

  private record(
    tx: Tx,
    { userId }: Actor,
    action: string,
    targetId: string,
    client: ClientInfo,
    after?: object,
  ): Promise<void> {
    const act = { actorId: userId, action, targetType: 'user', targetId, ...client };
    return this.audit.record(tx, { ...act, ...(after && { after }) });
  }
}
