import { Injectable } from '@nestjs/common';
import './member.revocations.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import type { MemberRole } from './conversation-member.entity.js';
import {
  ConversationWritingRepository,
  type LockedConversation,
} from '../conversations/conversation-writing.repository.js';
import {
  ConversationFull,
  ConversationNotFound,
  LastOwner,
  MemberNotFound,
  NotAGroup,
  RoleRequired,
} from '../conversations/conversations.errors.js';
import { CannotJoin, GroupNotListed } from '../joining/joining.errors.js';
import type { SystemEventName } from '../shape/message.dto.js';
import { ConversationLog } from '../log/conversation-log.js';
import { MembersRepository } from './members.repository.js';
import { MyStateService } from '../mine/my-state.service.js';
import { PeopleWhoCanJoin } from './people-who-can-join.js';

/** More people than this in one conversation need a channel, which Parley does not have yet. */
const MAX_MEMBERS = 5_000;

/** A group, locked, as one of its members sees it. */
type OwnGroup = LockedConversation & { role: MemberRole };

/** Who comes into a group and who goes, and what they may do there. Everybody in it sees a line that says so. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly conversations: ConversationWritingRepository,
    private readonly members: MembersRepository,
    private readonly people: PeopleWhoCanJoin,
    private readonly myState: MyStateService,
    private readonly revocations: Revocations,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: ConversationLog,
  ) {}

  /** For owners and admins. Those who are in it already stay as they are; a person who cannot be added fails all. */
  async add(principal: Principal, conversationId: string, ids: readonly string[]): Promise<void> {
    const userIds = [...new Set(ids.map((id) => id.toLowerCase()))];
    // Before the transaction: with its connection held and the group locked, nobody may wait for another connection.
    await this.people.require(ids, '/userIds');
    await this.unitOfWork.run(async (tx) => {
      const group = await this.lock(tx, principal, conversationId);
      requireRole(group, ['owner', 'admin'], 'Ask an owner or an admin of this group to add people.');
      const present = await this.members.roles(tx, conversationId, userIds);
      const added = userIds.filter((id) => !present.has(id));
      if (added.length === 0) return;
      if (group.memberCount + added.length > MAX_MEMBERS) throw new ConversationFull(MAX_MEMBERS);
      const places = new Map(ids.map((id, n) => [id.toLowerCase(), `/userIds/${n}`]));
      const pointerOf = (userId: string) => places.get(userId) ?? '';
      await this.people.added(tx, conversationId, { by: principal.userId, userIds: added, pointerOf });
      await this.tell(tx, principal, conversationId, 'members_added', added);
      await this.members.add(tx, conversationId, added);
    });
  }

  /**
   * Comes into a group by oneself, when `mayJoin` does not throw under its lock. Whoever is in it stays as they are. Throws
   * CannotJoin for those whom others sent out.
   */
  async join(
    { userId }: Principal,
    conversationId: string,
    mayJoin: (tx: Tx, group: LockedConversation) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const group = await this.conversations.lock(tx, conversationId, userId);
      if (group?.role) return;
      if (!group) throw new GroupNotListed();
      await mayJoin(tx, group);
      if (await this.members.wasRemoved(tx, conversationId, userId)) throw new CannotJoin();
      if (group.memberCount >= MAX_MEMBERS) throw new ConversationFull(MAX_MEMBERS);
      await this.tell(tx, { userId }, conversationId, 'members_added', [userId]);
      await this.members.add(tx, conversationId, [userId]);
    });
  }

  /**
   * Puts somebody new into a group as the organisation decided, whoever may add them and whomever they block. One that nobody
   * can join by themselves any more, or that is full, is passed over.
   */
  async welcome(tx: Tx, conversationId: string, userId: string): Promise<void> {
    const group = await this.conversations.lock(tx, conversationId, userId);
    // Nobody could run one that all have left.
    const isOpen = group?.listed && group.memberCount > 0 && group.memberCount < MAX_MEMBERS;
    if (!isOpen || group.role) return;
    await this.tell(tx, { userId }, conversationId, 'members_added', [userId]);
    await this.members.add(tx, conversationId, [userId]);
  }

  /** Leaving is removing oneself. Their right to read ends with the answer, on other nodes within a second. */
  async remove(principal: Principal, conversationId: string, userId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const group = await this.lock(tx, principal, conversationId);
      const role = await this.roleOf(tx, conversationId, userId);
      const leaves = userId === principal.userId;
      if (!leaves) requireAuthorityOver(group, role);
      if (role === 'owner' && group.memberCount > 1) await this.requireAnotherOwner(tx, conversationId, userId);
      await this.members.remove(tx, conversationId, userId);
      // Whoever found it now would be in a group that nobody can change.
      if (group.memberCount === 1) await this.conversations.unlist(tx, conversationId);
      if (!leaves) await this.members.noteRemoved(tx, conversationId, userId);
      await this.tell(tx, principal, conversationId, leaves ? 'member_left' : 'member_removed', [userId]);
      await this.revocations.record(tx, { kind: 'member', userId, conversationId });
    });
  }

  /** Owners make owners and admins, and take that back; the last owner stays one. */
  async changeRole(principal: Principal, conversationId: string, userId: string, role: MemberRole): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const group = await this.lock(tx, principal, conversationId);
      const current = await this.roleOf(tx, conversationId, userId);
      requireRole(group, ['owner'], 'Only an owner of this group changes roles.');
      if (current === role) return;
      if (current === 'owner') await this.requireAnotherOwner(tx, conversationId, userId);
      await this.members.changeRole(tx, conversationId, userId, role);
      await this.tell(tx, principal, conversationId, 'role_changed', [userId], role);
      await this.myState.tellOf(tx, conversationId, userId);
    });
  }

  private async lock(tx: Tx, { userId }: Principal, conversationId: string): Promise<OwnGroup> {
    const found = await this.conversations.lock(tx, conversationId, userId);
    if (!found?.role) throw new ConversationNotFound();
    if (found.kind === 'direct') throw new NotAGroup('The people of a direct conversation are always the same two.');
    return found as OwnGroup;
  }

  private async roleOf(tx: Tx, conversationId: string, userId: string): Promise<MemberRole> {
    const role = (await this.members.roles(tx, conversationId, [userId])).get(userId);
    if (!role) throw new MemberNotFound();
    return role;
  }

  private async requireAnotherOwner(tx: Tx, conversationId: string, userId: string): Promise<void> {
    if (!(await this.members.hasOtherOwner(tx, conversationId, userId))) throw new LastOwner();
  }

  private async tell(
    tx: Tx,
    { userId: actorId }: Pick<Principal, 'userId'>,
    conversationId: string,
    event: SystemEventName,
    userIds: string[],
    value?: string,
  ): Promise<void> {
    const line = { event, actorId, userIds, ...(value !== undefined && { value }) };
    await this.log.append(tx, conversationId, { kind: 'line', event: line });
  }
}

function requireRole({ role }: OwnGroup, roles: readonly MemberRole[], detail: string): void {
  if (!roles.includes(role)) throw new RoleRequired(detail);
}

/** Owners remove everybody, admins remove members. */
function requireAuthorityOver(group: OwnGroup, role: MemberRole): void {
  if (group.role === 'owner' || (group.role === 'admin' && role === 'member')) return;
  throw new RoleRequired(
    group.role === 'admin' ? 'Only an owner removes owners and admins.' : 'Ask an owner or an admin to remove people.',
  );
}
