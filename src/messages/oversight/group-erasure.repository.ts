import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { MessagePlace } from '../shape/message-parts.js';

/** A group, locked, as whoever ends or hands it over has to know it. */
export interface LockedGroup {
  readonly subject: string;
  readonly memberCount: number;
  readonly messageCount: number;
  readonly isOwnerless: boolean;
  /** A member can sign in. */
  readonly isAnybodyAble: boolean;
}

const CAN_SIGN_IN = 'u.is_active and u.anonymised_at is null';
const anybody = (condition: string) => `exists (
  select 1 from conversation_members m join users u on u.id = m.user_id
  where m.conversation_id = c.id and ${CAN_SIGN_IN} and ${condition})`;

/** What belongs to one conversation by itself, and has its rows side by side. */
const BESIDE = [
  'message_edits',
  'message_recalls',
  'message_blocks',
  'settled_positions',
  'removed_members',
  'conversation_subjects',
] as const;

/** The end of a group: nobody is in it from one moment to the next, then its rows go a few at a time. */
@Injectable()
export class GroupErasureRepository {
  /** Under the lock of its row; undefined for one that was deleted, and for a conversation of two. */
  async find(tx: Tx, id: string): Promise<LockedGroup | undefined> {
    const [row] = await tx.manager.query<LockedGroup[]>(
      `select c.subject, c.member_count as "memberCount", c.last_seq as "messageCount",
         not ${anybody(`m.role = 'owner'`)} as "isOwnerless", ${anybody('true')} as "isAnybodyAble"
       from conversations c where c.id = $1 and c.kind = 'group' and c.deleted_at is null`,
      [id],
    );
    return row;
  }

  /** Under the lock of its row: nobody is in it, finds it or comes in any more. The answer is who was in it. */
  async close(tx: Tx, id: string): Promise<string[]> {
    const [members] = await tx.manager.query<[{ userId: string }[], number]>(
      `delete from conversation_members where conversation_id = $1 returning user_id as "userId"`,
      [id],
    );
    await tx.manager.query(`delete from group_links where conversation_id = $1`, [id]);
    await tx.manager.query(
      `update conversations set deleted_at = clock_timestamp(), subject = null, folded_subject = null, description = '',
         listed_as = null, member_count = 0 where id = $1`,
      [id],
    );
    return members.map(({ userId }) => userId);
  }

  /**
   * Deletes the newest messages below a seq, so that no step looks through what the ones before it deleted. What features
   * stored of them is for them to erase: the answer is where.
   */
  async deleteMessages(
    tx: Tx,
    id: string,
    below: number,
    limit: number,
  ): Promise<(MessagePlace & { readonly parts: number })[]> {
    const [rows] = await tx.manager.query<[(MessagePlace & { parts: number })[], number]>(
      `delete from messages x
       using (select seq from messages where conversation_id = $1 and seq < $2 order by seq desc limit $3) last
       where x.conversation_id = $1 and x.seq = last.seq
       returning x.conversation_id as "conversationId", x.seq, x.parts`,
      [id, below, limit],
    );
    return rows;
  }

  /** What members had hidden; how many rows there were. */
  async deleteHidden(tx: Tx, id: string, userIds: readonly string[], limit: number): Promise<number> {
    let deleted = 0;
    for (const [table, key] of [
      ['message_hides', 'seq'],
      ['hidden_runs', 'first_seq'],
    ] as const) {
      const [, count] = await tx.manager.query<[unknown[], number]>(
        `delete from ${table} h using (
           select user_id, ${key} from ${table} where user_id = any($2::uuid[]) and conversation_id = $1 limit $3
         ) found
         where h.user_id = found.user_id and h.conversation_id = $1 and h.${key} = found.${key}`,
        [id, userIds, limit],
      );
      deleted = Math.max(deleted, count);
    }
    return deleted;
  }

  /** What else lies beside the messages of a conversation; how many rows there were. */
  async deleteBeside(tx: Tx, id: string, limit: number): Promise<number> {
    let deleted = 0;
    for (const table of BESIDE) {
      const [, count] = await tx.manager.query<[unknown[], number]>(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where conversation_id = $1 limit $2))`,
        [id, limit],
      );
      deleted = Math.max(deleted, count);
    }
    return deleted;
  }
}
