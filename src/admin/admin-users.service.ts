import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { NewAccounts, type NewPerson } from '../auth/registration/new-accounts.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
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
import { UserPermission } from '../users/users.permissions.js';
import { type Actor, type Verdict, verdictOf } from './verdict.js';

/** The administration of accounts. Rules are judged on locked rows, so that two at once cannot both be the last. */
@Injectable()
export class AdminUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly newAccounts: NewAccounts,
    private readonly lostRights: LostRights,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws UserNotFound. */
  async get(id: string): Promise<UserDto> {
    return UserDto.from(await this.accounts.get(id));
  }

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

  /** Nobody can sign in with it until they choose a password by a link. In a transaction of the caller's. */
  async createWithoutPassword(tx: Tx, actor: Actor, person: NewPerson, client: ClientInfo): Promise<Account> {
    requireStillAllowed(await this.accounts.lock(tx, actor.userId), UserPermission.Manage);
    const made = await this.newAccounts.createWithoutPassword(tx, person);
    const { username, email } = made;
    await this.record(tx, actor, 'user.created', made.id, client, { after: { username, email } });
    return made;
  }

  /** Changes what differs; a deactivated person is signed out on every node within a second. */
  async update(principal: Principal, id: string, dto: UpdateAccountDto, client: ClientInfo): Promise<UserDto> {
    const { account } = await this.work.run((tx) => this.updateIn(tx, principal, id, dto, client));
    return UserDto.from(account);
  }

  /** The same in a transaction of the caller's; says whether anything differed. */
  async updateIn(
    tx: Tx,
    actor: Actor,
    id: string,
    requested: RequestedChanges,
    client: ClientInfo,
  ): Promise<{ account: Account; isChanged: boolean }> {
    const locked = await this.accounts.lockWithSuperusers(tx, [actor.userId, id]);
    const target = locked.get(id);
    if (!target) throw new UserNotFound();
    const update = updateOf(target, requested);
    const ableSuperusers = await this.accounts.superusersAbleToSignIn(tx);
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

  private async apply(
    tx: Tx,
    principal: Actor,
    target: Account,
    { action, before, after }: AccountUpdate,
    client: ClientInfo,
  ): Promise<Account> {
    const account = await this.accounts.update(tx, target.id, after);
    await this.record(tx, principal, action, target.id, client, { before, after });
    await this.lostRights.end(tx, account, after);
    return account;
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
