import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { SecurityNotices } from '../auth/notices/security-notices.service.js';
import { NewAccounts, type NewPerson } from '../auth/registration/new-accounts.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { Confirmations } from '../core/security/confirmations.js';
import type { Principal } from '../core/security/principal.js';
import type { Account } from '../users/account.js';
import { Accounts } from '../users/accounts.js';
import { UserDto } from '../users/dto/user.dto.js';
import { UserNotFound } from '../users/users.errors.js';
import {
  type AccountUpdate,
  judgeCreation,
  judgeUpdate,
  type RequestedChanges,
  requireStillAllowed,
  updateOf,
} from './account-rules.js';
import type { CreateAccountDto } from './dto/create-account.dto.js';
import type { UpdateAccountDto } from './dto/update-account.dto.js';
import { LostRights } from './lost-rights.js';
import { AccountClosing, type ClosingAccount } from './person/account-closing.js';
import { UserPermission } from '../users/users.permissions.js';
import { type Actor, type Verdict, verdictOf } from './verdict.js';

/** An account as it is now, and whether that is another way than before. */
interface UpdatedAccount {
  readonly account: Account;
  readonly isChanged: boolean;
}

/** The administration of accounts. Rules are judged on locked rows, so that two at once cannot both be the last. */
@Injectable()
export class AdminUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly lostRights: LostRights,
    private readonly notices: SecurityNotices,
    private readonly closing: AccountClosing,
    private readonly confirmations: Confirmations,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** The new account can sign in at once. */
  async create(principal: Principal, dto: CreateAccountDto, client: ClientInfo): Promise<UserDto> {
    judgeCreation(principal, dto);
    if (dto.isStaff === true || dto.isSuperuser === true) await this.confirmations.require(principal);
    const prepared = await this.newAccounts.prepare(dto);
    const account = await this.work.run(async (tx) => {
      const actor = await this.accounts.lock(tx, principal.userId);
      requireStillAllowed(actor, UserPermission.Manage);
      judgeCreation(actor, dto);
      const { isStaff = false, isSuperuser = false } = dto;
      const made = await this.newAccounts.create(tx, { ...prepared, isStaff, isSuperuser });
      const after = { username: made.username, email: made.email, isStaff, isSuperuser };
      await this.record(tx, principal, 'user.created', made.id, client, { after });
      return made;
    });
    return UserDto.from(account);
  }

  /** Nobody can sign in with it until they choose a password by a link. In a transaction of the caller's. */
  async createWithoutPassword(tx: Tx, actor: Actor, person: NewPerson, client: ClientInfo): Promise<Account> {
    requireStillAllowed(await this.accounts.lock(tx, actor.userId), UserPermission.Manage);
    const made = await this.newAccounts.createWithoutPassword(tx, person);
    const { username, email } = made;
    await this.record(tx, actor, 'user.created', made.id, client, { after: { username, email } });
    return made;
  }

  /**
   * Changes what differs. A deactivated person is signed out on every node within a second, and their groups are handed over
   * that would have no owner.
   */
  async update(principal: Principal, id: string, dto: UpdateAccountDto, client: ClientInfo): Promise<UserDto> {
    const { heirs, ...requested } = dto;
    if (needsConfirmation(requested)) await this.confirmations.require(principal);
    if (requested.isActive !== false && heirs !== undefined) throw heirsOfNobody();
    const { account } =
      requested.isActive === false
        ? await this.closing.run(principal, id, heirs ?? {}, (tx, closing) =>
            this.deactivate(tx, principal, closing, requested, client),
          )
        : await this.work.run((tx) => this.updateIn(tx, principal, id, requested, client));
    return UserDto.from(account);
  }

  /** The same in a transaction of the caller's, where who inherits groups is for the server to say. */
  async updateIn(
    tx: Tx,
    actor: Actor,
    id: string,
    requested: RequestedChanges,
    client: ClientInfo,
  ): Promise<UpdatedAccount> {
    if (requested.isActive === false)
      return this.closing.runIn(tx, actor, id, {}, (_, closing) =>
        this.deactivate(tx, actor, closing, requested, client),
      );
    const locked = await this.accounts.lockWithSuperusers(tx, [actor.userId, id]);
    const target = locked.get(id);
    if (!target) throw new UserNotFound();
    const update = updateOf(target, requested);
    const ableSuperusers = target.isSuperuser ? await this.accounts.superusersAbleToSignIn(tx) : [];
    judgeUpdate({ actor: locked.get(actor.userId), target, update, ableSuperusers });
    if (!update) return { account: target, isChanged: false };
    return { account: await this.apply(tx, actor, target, update, client), isChanged: true };
  }

  /** What `updateIn` would do to each of these now, each as if it were the only one. */
  async previewUpdate(
    actor: Account,
    targets: readonly Account[],
    requested: RequestedChanges,
  ): Promise<readonly Verdict[]> {
    const ableSuperusers = await this.work.run((tx) => this.accounts.superusersAbleToSignIn(tx));
    return targets.map((target) =>
      verdictOf(() => {
        const update = updateOf(target, requested);
        judgeUpdate({ actor, target, update, ableSuperusers });
        return update !== undefined;
      }),
    );
  }

  private async deactivate(
    tx: Tx,
    by: Actor,
    { actor, target, ableSuperusers, handOver }: ClosingAccount,
    requested: RequestedChanges,
    client: ClientInfo,
  ): Promise<UpdatedAccount> {
    if (!target) throw new UserNotFound();
    const update = updateOf(target, requested);
    judgeUpdate({ actor, target, update, ableSuperusers });
    if (!update) return { account: target, isChanged: false };
    if (update.after.isActive === false) await handOver();
    return { account: await this.apply(tx, by, target, update, client), isChanged: true };
  }

  private async apply(
    tx: Tx,
    principal: Actor,
    target: Account,
    { action, before, after }: AccountUpdate,
    client: ClientInfo,
  ): Promise<Account> {
    const account = await this.accounts.update(tx, target.id, after);
    await this.record(tx, principal, action, target.id, client, { before, after });
    await this.tellWhoseItIs(tx, target, after);
    await this.lostRights.end(tx, account, after);
    return account;
  }

  /** Whoever has the account hears of what they should know of, at their former address too. */
  private async tellWhoseItIs(tx: Tx, { id: userId, email }: Account, after: RequestedChanges): Promise<void> {
    if (after.email !== undefined) await this.notices.tell(tx, { kind: 'email_changed', userId, formerEmail: email });
    const isMoved = after.isStaff !== undefined || after.isSuperuser !== undefined;
    if (isMoved) await this.notices.tell(tx, { kind: 'roles_changed', userId });
  }

  private record(
    tx: Tx,
    { userId }: Actor,
    action: string,
    targetId: string,
    client: ClientInfo,
    change: { before?: object; after: object },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: userId, action, targetType: 'user', targetId, ...change, ...client });
  }
}

/** Flags, and the address at which links to a password arrive. */
function needsConfirmation({ isStaff, isSuperuser, email }: RequestedChanges): boolean {
  return [isStaff, isSuperuser, email].some((change) => change !== undefined);
}

function heirsOfNobody(): ValidationFailed {
  const detail = 'Name heirs only together with isActive: false.';
  return ValidationFailed.at('/heirs', 'not_deactivating', detail);
}
