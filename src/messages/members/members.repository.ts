import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { MemberRole } from './conversation-member.entity.js';

/** Who is in a group; every write stands under the lock of the conversation's row. */
@Injectable()
export class MembersRepository {
  /** Those of these people who are in it, with their roles. */
  async roles(tx: Tx, conversationId: string, userIds: readonly string[]): Promise<Map<string, MemberRole>> {
    const rows = await tx.manager.query<{ userId: string; role: MemberRole }[]>(
      `select user_id as "userId", role from conversation_members where conversation_id = $1 and user_id = any($2::uuid[])`,
      [conversationId, userIds],
    );
    return new Map(rows.map(({ userId, role }) => [userId, role]));
  }

  /** Whether somebody is in it; then they stay in it, and the group is there, until the transaction ends. */
  async hold(tx: Tx, conversationId: string, userId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from conversation_members where conversation_id = $1 and user_id = $2 for key share`,
      [conversationId, userId],
    );
    return rows.length > 0;
  }

  /**
   * They begin at the end: nothing is unread. Unless the group shows its history to those who come later, it begins for
   * them with the line that says that they came, which must be the newest.
   */
  async add(tx: Tx, conversationId: string, userIds: readonly string[]): Promise<void> {
    await tx.manager.query(
      `insert into conversation_members
         (conversation_id, user_id, role, joined_at, visible_from_seq, last_read_seq, system_count_at_read)
       select c.id, u.id, 'member', clock_timestamp(), case when c.history_from_join then c.last_seq else 1 end,
         c.last_seq, c.system_count
       from conversations c, unnest($2::uuid[]) u(id) where c.id = $1 order by u.id`,
      [conversationId, userIds],
    );
    await tx.manager.query(`delete from removed_members where conversation_id = $1 and user_id = any($2::uuid[])`, [
      conversationId,
      userIds,
    ]);
    await this.count(tx, conversationId, userIds.length);
  }

  /** Keeps them from coming back by themselves. */
  async noteRemoved(tx: Tx, conversationId: string, userId: string): Promise<void> {
    await tx.manager.query(
      `insert into removed_members (conversation_id, user_id, removed_at) values ($1, $2, clock_timestamp())
       on conflict do nothing`,
      [conversationId, userId],
    );
  }

  /** Others sent them out, and nobody brought them back. */
  async wasRemoved(tx: Tx, conversationId: string, userId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from removed_members where conversation_id = $1 and user_id = $2`,
      [conversationId, userId],
    );
    return rows.length > 0;
  }

  /** Nothing of it stays: who comes back begins afresh. */
  async remove(tx: Tx, conversationId: string, userId: string): Promise<void> {
    await tx.manager.query(`delete from message_hides where user_id = $2 and conversation_id = $1`, [
      conversationId,
      userId,
    ]);
    await tx.manager.query(`delete from hidden_runs where user_id = $2 and conversation_id = $1`, [
      conversationId,
      userId,
    ]);
    await tx.manager.query(`delete from conversation_members where conversation_id = $1 and user_id = $2`, [
      conversationId,
      userId,
    ]);
    await this.count(tx, conversationId, -1);
  }

  async changeRole(tx: Tx, conversationId: string, userId: string, role: MemberRole): Promise<void> {
    await tx.manager.query(
      `update conversation_members set role = $3, me_rev = me_rev + 1 where conversation_id = $1 and user_id = $2`,
      [conversationId, userId, role],
    );
  }

  /** Only who can still sign in counts, and goes on to until the transaction ends. */
  async hasOtherOwner(tx: Tx, conversationId: string, userId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from conversation_members o join users u on u.id = o.user_id
       where o.conversation_id = $1 and o.user_id <> $2 and o.role = 'owner' and u.is_active
       order by u.id limit 1 for share of u`,
      [conversationId, userId],
    );
    return rows.length > 0;
  }

  private async count(tx: Tx, conversationId: string, difference: number): Promise<void> {
    await tx.manager.query(`update conversations set member_count = member_count + $2 where id = $1`, [
      conversationId,
      difference,
    ]);
  }
}
