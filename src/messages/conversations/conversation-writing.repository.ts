import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { blocks } from '../../users/privacy-conditions.js';
import { foldedName } from '../../users/folded-name.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import type { ConversationKind, PostingBy } from './conversation.entity.js';
import { ConversationLog } from '../log/conversation-log.js';

/** What its owners and admins decide. */
export interface EditableGroup {
  subject: string | null;
  description: string;
  historyFromJoin: boolean;
  postingBy: PostingBy;
  /** Everybody finds it and may join. */
  listed: boolean;
}

export interface LockedConversation extends EditableGroup {
  kind: ConversationKind;
  pictureId: string | null;
  lastSeq: number;
  lastRev: number;
  membersRev: number;
  memberCount: number;
  /** The role of the person asked for; null when they are not a member. */
  role: MemberRole | null;
}

/** An SQL condition: one of two people blocks the other. */
const IS_BLOCKED = (one: string, other: string) => `(${blocks(one, other)} or ${blocks(other, one)})`;

/** Writes of conversations, each under the lock of their row. */
@Injectable()
export class ConversationWritingRepository {
  constructor(private readonly log: ConversationLog) {}

  /** The conversation of a pair, if they have one. */
  async findDirect(tx: Tx, pair: readonly [string, string]): Promise<string | undefined> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `select conversation_id as id from direct_conversations where user_low = $1 and user_high = $2`,
      [...pair],
    );
    return row?.id;
  }

  /** Makes two people who do the same at once wait for each other. */
  async lockPair(tx: Tx, pair: readonly [string, string]): Promise<void> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [pair.join(' ')]);
  }

  /** It is in no list of whoever blocks the one who begins it. */
  async insertDirect(tx: Tx, id: string, creatorId: string, pair: readonly [string, string]): Promise<void> {
    const people = [...new Set(pair)];
    await tx.manager.query(
      `insert into conversations (id, kind, created_by, created_at, last_message_at, member_count, has_block)
       values ($1, 'direct', $2, clock_timestamp(), clock_timestamp(), $3, ${IS_BLOCKED('$4::uuid', '$5::uuid')})`,
      [id, creatorId, people.length, ...pair],
    );
    await tx.manager.query(
      `insert into direct_conversations (user_low, user_high, conversation_id) values ($1, $2, $3)`,
      [...pair, id],
    );
    await tx.manager.query(
      `insert into conversation_members
         (conversation_id, user_id, role, joined_at, unseen_first_seq, unseen_last_seq, unseen_after)
       select $1, w.id, 'member', clock_timestamp(), case when w.blocks then 1 end, case when w.blocks then 0 end,
         case when w.blocks then '-infinity'::timestamptz end
       from (select u.id, ${blocks('u.id', '$3::uuid')} as blocks from unnest($2::uuid[]) u(id)) w order by w.id`,
      [id, people, creatorId],
    );
  }

  /** Shows it in the lists of somebody who opened it themselves. */
  async reveal(tx: Tx, id: string, userId: string): Promise<void> {
    await tx.manager.query(
      `update conversation_members m set unseen_after = c.created_at from conversations c
       where c.id = $1 and m.conversation_id = c.id and m.user_id = $2 and m.unseen_after = '-infinity'`,
      [id, userId],
    );
  }

  /** Notes, under the lock of its row, whether one of its two people blocks the other now. */
  async noteBlock(tx: Tx, id: string, pair: readonly [string, string]): Promise<void> {
    await tx.manager.query(`update conversations set has_block = ${IS_BLOCKED('$2::uuid', '$3::uuid')} where id = $1`, [
      id,
      ...pair,
    ]);
  }

  async insertGroup(
    tx: Tx,
    id: string,
    creatorId: string,
    subject: string,
    memberIds: readonly string[],
  ): Promise<void> {
    await tx.manager.query(
      `insert into conversations (id, kind, subject, folded_subject, created_by, created_at, last_message_at, member_count)
       values ($1, 'group', $2, $3, $4, clock_timestamp(), clock_timestamp(), $5)`,
      [id, subject, foldedName(subject), creatorId, memberIds.length + 1],
    );
    await this.insertMembers(tx, id, [creatorId], 'owner');
    await this.insertMembers(tx, id, memberIds, 'member');
  }

  /** Locks the row; nothing else takes a seq or a rev of it until the transaction ends. */
  async lock(tx: Tx, id: string, userId: string): Promise<LockedConversation | undefined> {
    await this.log.lock(tx, [id]);
    // A statement of its own, so that it sees what was committed while we waited.
    const [row] = await tx.manager.query<LockedConversation[]>(
      `select c.kind, c.subject, c.description, c.picture_id as "pictureId", c.history_from_join as "historyFromJoin", c.posting_by as "postingBy", c.listed_as is not null as listed, c.last_seq as "lastSeq", c.last_rev as "lastRev",
         c.members_rev as "membersRev", c.member_count as "memberCount", m.role
       from conversations c
       left join conversation_members m on m.conversation_id = c.id and m.user_id = $2
       where c.id = $1`,
      [id, userId],
    );
    return row;
  }

  async update(tx: Tx, id: string, group: EditableGroup): Promise<void> {
    const { subject, description, historyFromJoin, postingBy, listed } = group;
    const folded = foldedName(subject ?? '');
    await tx.manager.query(
      `update conversations set subject = $2, folded_subject = $3, description = $4, history_from_join = $5,
         posting_by = $6, listed_as = $7 where id = $1`,
      [id, subject, folded, description, historyFromJoin, postingBy, listed ? folded : null],
    );
  }

  /** Nobody finds it any more. */
  async unlist(tx: Tx, id: string): Promise<void> {
    await tx.manager.query('update conversations set listed_as = null where id = $1', [id]);
  }

  async setPicture(tx: Tx, id: string, fileId: string | null): Promise<void> {
    await tx.manager.query(`update conversations set picture_id = $2 where id = $1`, [id, fileId]);
  }

  /** It has no picture any more; which one it had. */
  async dropPicture(tx: Tx, id: string): Promise<string | null> {
    const [before] = await tx.manager.query<{ pictureId: string | null }[]>(
      `select picture_id as "pictureId" from conversations where id = $1`,
      [id],
    );
    await this.setPicture(tx, id, null);
    return before?.pictureId ?? null;
  }

  private async insertMembers(tx: Tx, id: string, userIds: readonly string[], role: MemberRole): Promise<void> {
    await tx.manager.query(
      `insert into conversation_members (conversation_id, user_id, role, joined_at)
       select $1, user_id, $3, clock_timestamp() from unnest($2::uuid[]) user_id order by user_id`,
      [id, userIds, role],
    );
  }
}
