import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { SecurityNotices } from '../auth/notices/security-notices.service.js';
import { NewAccounts } from '../auth/registration/new-accounts.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import type { ClientInfo } from '../core/http/client-info.js';
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
import { AccountClosing } from './person/account-closing.js';
import { UserPermission } from '../users/users.permissions.js';

/** The administration of accounts. Rules are judged on locked rows, so that two at once cannot both be the last. */
@Injectable()
export class AdminUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly lostRights: LostRights,
    private readonly notices: SecurityNotices,
    private readonly closing: AccountClosing,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** The new account can sign in at once. */
  async create(principal: Principal, dto: CreateAccountDto, client: ClientInfo): Promise<UserDto> {
    judgeCreation(principal, dto);
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

  /**
   * Changes what differs. A deactivated person is signed out on every node within a second, and their groups are handed over
   * that would have no owner.
   */
  async update(principal: Principal, id: string, dto: UpdateAccountDto, client: ClientInfo): Promise<UserDto> {
    const { heirs, ...requested } = dto;
    if (requested.isActive === false) return this.deactivate(principal, id, requested, heirs ?? {}, client);
    if (heirs !== undefined) throw heirsOfNobody();
    const account = await this.work.run(async (tx) => {
      const locked = await this.accounts.lockWithSuperusers(tx, [principal.userId, id]);
      const target = locked.get(id);
      if (!target) throw new UserNotFound();
      const update = updateOf(target, requested);
      const ableSuperusers = await this.accounts.superusersAbleToSignIn(tx);
      judgeUpdate({ actor: locked.get(principal.userId), target, update, ableSuperusers });
      return update ? this.apply(tx, principal, target, update, client) : target;
    });
    return UserDto.from(account);
  }

  private async deactivate(
    principal: Principal,
    id: string,
    requested: RequestedChanges,
    heirs: Readonly<Record<string, string>>,
    client: ClientInfo,
  ): Promise<UserDto> {
    const account = await this.closing.run(principal, id, heirs, async (tx, { actor, target, ...closing }) => {
      if (!target) throw new UserNotFound();
      const update = updateOf(target, requested);
      judgeUpdate({ actor, target, update, ableSuperusers: closing.ableSuperusers });
      if (!update) return target;
      if (update.after.isActive === false) await closing.handOver();
      return this.apply(tx, principal, target, update, client);
    });
    return UserDto.from(account);
  }

  private async apply(
    tx: Tx,
    principal: Principal,
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
    { userId }: Principal,
    action: string,
    targetId: string,
    client: ClientInfo,
    change: { before?: object; after: object },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: userId, action, targetType: 'user', targetId, ...change, ...client });
  }
}

function heirsOfNobody(): ValidationFailed {
  const detail = 'Name heirs only together with isActive: false.';
  return ValidationFailed.at('/heirs', 'not_deactivating', detail);
}
