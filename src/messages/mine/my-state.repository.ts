import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { MY_STATE_COLUMNS, type MyStateRow, UNREAD_COUNT } from '../conversations/conversation-rows.js';
import type { NotifyLevel } from '../members/notify-levels.js';
import { FIRST_VISIBLE_SEQ, HIDDEN_FROM_READER } from '../shape/message-rows.js';
import { MAX_TRACKED_MEMBERS } from './receipt-conditions.js';

/** Everything that is one person's alone in a conversation. */
export interface FullStateRow extends MyStateRow {
  conversationId: string;
  hidden: number[];
}

/** What is to change of somebody's state; undefined stays. */
export interface MyStateChange {
  readonly archived: boolean | undefined;
  readonly mutedUntil: Date | null | undefined;
  readonly pinned: boolean | undefined;
  /** Null: after those that have a place. */
  readonly pinPlace?: number | null;
  /** Null: what holds where nothing is chosen. */
  readonly notify: NotifyLevel | null | undefined;
}

/**
 * Moves the read position and the two counts that hang on it. They change by what lies between the old and the new
 * position, so that a send which raises `skipped` at the same moment is neither lost nor counted twice: PostgreSQL
 * takes the row again after waiting, and everything between the positions was committed long before. `alsoSet` are further
 * assignments, each with a comma behind it; in what is counted the columns are as they were.
 */
export const moveTo = (position: string, condition: string, alsoSet = '') => `
  update conversation_members m
  set ${alsoSet} (last_read_seq, skipped, system_count_at_read, me_rev) = (
    select ${position}, m.skipped + d.direction * e.own, m.system_count_at_read - d.direction * e.system, m.me_rev + 1
    from (select case when ${position} > m.last_read_seq then -1 else 1 end as direction) d
    cross join lateral entries_between(m.conversation_id, m.user_id,
      greatest(least(m.last_read_seq, ${position}), m.cleared_through_seq, m.visible_from_seq - 1),
      greatest(m.last_read_seq, ${position})) e
  )
  from conversations c
  where m.conversation_id = $1 and m.user_id = $2 and c.id = m.conversation_id and $3::bigint <= c.last_seq and ${condition}
  returning ${MY_STATE_COLUMNS}`;

/** As far as $3 says, but not into what a block hides at the end: others would be told that it was read. */
export const SEEN_THROUGH = `(case when $3::bigint between m.unseen_first_seq and m.unseen_last_seq then m.unseen_first_seq - 1
  else $3::bigint end)`;

/** Where one is who has read all there is: to the end, or to what a block hides there. */
const READ_ALL = `case when m.unseen_last_seq = c.last_seq then m.unseen_first_seq - 1 else c.last_seq end`;

/** A client that is further behind than this reads the history anew, without what is hidden. */
const MAX_CATCH_UP = 10_000;

/** How far is looked for something that is unread, past what can be skipped. */
const LOOKED_FOR_UNREAD = 2_000;

const READ_THROUGH = `greatest(m.last_read_seq, m.cleared_through_seq, m.visible_from_seq - 1)`;

/** An SQL condition on a message `x`: it can be unread for the member `m`. */
const CAN_BE_UNREAD = `x.kind = 0 and x.sender_id <> m.user_id and x.deleted_at is null and not ${HIDDEN_FROM_READER}`;

/** What is one person's alone in a conversation. */
@Injectable()
export class MyStateRepository {
  constructor(private readonly database: Database) {}

  /** The state in each of these conversations that is this person's, with the newest messages there that they saw and do not see any more. */
  async full(userId: string, conversationIds: readonly string[]): Promise<FullStateRow[]> {
    return this.database.rows<FullStateRow>(
      {
        name: 'my_state',
        text: `select m.conversation_id as "conversationId", ${MY_STATE_COLUMNS},
            array(
              select h.seq from (
                select h.seq from message_hides h
                where h.user_id = m.user_id and h.conversation_id = m.conversation_id and h.reason <> 'block'
                order by h.seq desc limit ${MAX_CATCH_UP}
              ) h order by h.seq
            ) as hidden
          from conversation_members m join conversations c on c.id = m.conversation_id
          where m.conversation_id = any($2::uuid[]) and m.user_id = $1`,
      },
      [userId, conversationIds],
    );
  }

  /** The state in one of them as a transaction sees it. */
  async findIn(tx: Tx, conversationId: string, userId: string): Promise<MyStateRow | undefined> {
    const [row] = await tx.manager.query<MyStateRow[]>(
      `select ${MY_STATE_COLUMNS} from conversation_members m join conversations c on c.id = m.conversation_id
       where m.conversation_id = $1 and m.user_id = $2`,
      [conversationId, userId],
    );
    return row;
  }

  /** Forward only; undefined when it is not forward, past the end, or not this person's conversation. */
  async readThrough(conversationId: string, userId: string, seq: number): Promise<MyStateRow | undefined> {
    return this.database.row<MyStateRow>(
      { name: 'read_through', text: moveTo(SEEN_THROUGH, `${SEEN_THROUGH} > m.last_read_seq`) },
      [conversationId, userId, seq],
    );
  }

  /** The conversations of this person in which something is unread, archived and muted ones too, and where each ends. */
  async unread(userId: string): Promise<{ conversationId: string; lastSeq: number }[]> {
    return this.database.rows(
      {
        name: 'my_unread',
        text: `select c.id as "conversationId", c.last_seq as "lastSeq"
          from conversation_members m join conversations c on c.id = m.conversation_id
          where m.user_id = $1 and ${UNREAD_COUNT} > 0`,
      },
      [userId],
    );
  }

  /** Back to just before `seq`; undefined when that is not back, or not this person's conversation. */
  async unreadFrom(conversationId: string, userId: string, seq: number): Promise<MyStateRow | undefined> {
    return this.database.row<MyStateRow>(
      { name: 'unread_from', text: moveTo('($3::bigint - 1)', '$3::bigint - 1 < m.last_read_seq') },
      [conversationId, userId, seq],
    );
  }

  /** Where a conversation of this person's ends, and the newest message in it that could be unread for them. */
  async standing(
    conversationId: string,
    userId: string,
  ): Promise<{ lastSeq: number; newestReceived: number | null } | undefined> {
    return this.database.row(
      {
        name: 'my_standing',
        text: `select c.last_seq as "lastSeq", x.seq as "newestReceived"
          from conversation_members m
          join conversations c on c.id = m.conversation_id
          cross join lateral (select skip_unreceived(c.id, m.user_id, c.last_seq, ${FIRST_VISIBLE_SEQ}) as seq) top
          left join lateral (
            select x.seq from (
              select x.* from messages x
              where x.conversation_id = c.id and x.seq >= greatest(${FIRST_VISIBLE_SEQ}, top.seq - ${LOOKED_FOR_UNREAD})
                and x.seq <= top.seq
              order by x.seq desc offset 0
            ) x
            where ${CAN_BE_UNREAD}
            order by x.seq desc limit 1
          ) x on true
          where m.conversation_id = $1 and m.user_id = $2`,
      },
      [conversationId, userId],
    );
  }

  /**
   * Moves those to the end of a locked conversation for whom `seq` was unread and who see nothing unread any more; one
   * person, whose `me.rev` the caller moves, or everybody in a conversation of up to a hundred. Returns their states.
   * From where they came is kept, for `unsettle`. What a block hides at the end stays beyond them.
   */
  async settle(
    tx: Tx,
    conversationId: string,
    seq: number,
    userId?: string,
  ): Promise<(MyStateRow & { userId: string })[]> {
    const [rows] = await tx.manager.query<[(MyStateRow & { userId: string })[], number]>(
      `with settled as materialized (
         select m.user_id, m.last_read_seq, m.skipped, m.system_count_at_read, ${READ_ALL} as through_seq,
           c.last_seq - ${READ_ALL} as unseen
         from conversations c
         join conversation_members m on m.conversation_id = c.id
         cross join lateral (select skip_unreceived(c.id, m.user_id, c.last_seq, ${READ_THROUGH} + 1) as seq) top
         where c.id = $1 and (m.user_id = $3 or $3::uuid is null and c.member_count <= ${MAX_TRACKED_MEMBERS})
           and m.last_read_seq < $2 and ${UNREAD_COUNT} > 0
           and top.seq - ${READ_THROUGH} <= ${LOOKED_FOR_UNREAD}
           and not exists (
             select 1 from (
               select x.* from messages x
               where x.conversation_id = c.id and x.seq > ${READ_THROUGH} and x.seq <= top.seq
               order by x.seq desc offset 0
             ) x
             where ${CAN_BE_UNREAD})
       ), kept as (
         insert into settled_positions as p
           (conversation_id, user_id, through_seq, last_read_seq, skipped, system_count_at_read, at)
         select $1, s.user_id, s.through_seq, s.last_read_seq, s.skipped - s.unseen, s.system_count_at_read, clock_timestamp()
         from settled s
         on conflict on constraint settled_positions_pkey do update
         set (through_seq, last_read_seq, skipped, system_count_at_read, at) = (excluded.through_seq, excluded.last_read_seq,
           excluded.skipped, excluded.system_count_at_read, excluded.at)
       )
       update conversation_members m
       set last_read_seq = s.through_seq, skipped = s.unseen, system_count_at_read = c.system_count,
         me_rev = m.me_rev + case when $3::uuid is null then 1 else 0 end
       from conversations c, settled s
       where c.id = $1 and m.conversation_id = c.id and m.user_id = s.user_id
       returning m.user_id as "userId", ${MY_STATE_COLUMNS}`,
      [conversationId, seq, userId ?? null],
    );
    return rows;
  }

  /**
   * Moves those back whom `settle` moved over `seq`, and who have not moved since: what comes back was not read. One person,
   * whose `me.rev` the caller moves, or everybody but those who hid it. Returns their states.
   */
  async unsettle(
    tx: Tx,
    conversationId: string,
    seq: number,
    userId?: string,
  ): Promise<(MyStateRow & { userId: string })[]> {
    const [rows] = await tx.manager.query<[(MyStateRow & { userId: string })[], number]>(
      `with kept as (
         delete from settled_positions p
         where p.conversation_id = $1 and p.last_read_seq < $2 and p.through_seq >= $2 and ($3::uuid is null or p.user_id = $3)
           and not exists (
             select 1 from message_hides h where h.user_id = p.user_id and h.conversation_id = $1 and h.seq = $2)
         returning p.*
       )
       update conversation_members m
       set last_read_seq = k.last_read_seq, skipped = m.skipped + k.skipped, system_count_at_read = k.system_count_at_read,
         me_rev = m.me_rev + case when $3::uuid is null then 1 else 0 end
       from kept k, conversations c
       where m.conversation_id = $1 and m.user_id = k.user_id and m.last_read_seq = k.through_seq and c.id = $1
       returning m.user_id as "userId", ${MY_STATE_COLUMNS}`,
      [conversationId, seq, userId ?? null],
    );
    return rows;
  }

  /** Nobody can take back any more what was settled so long ago. */
  async deleteOldSettled(days: number): Promise<void> {
    await this.database.rows(
      {
        name: 'settled_delete_old',
        text: `delete from settled_positions where at < now() - make_interval(days => $1)`,
      },
      [days],
    );
  }

  /** A message came back for this person alone: what the inbox knows of the conversation is no longer true. */
  async forgetInboxTop(tx: Tx, conversationId: string, userId: string): Promise<void> {
    await tx.manager.query(
      `update conversation_members set inbox_rev = 0, inbox_epoch = inbox_epoch + 1
       where conversation_id = $1 and user_id = $2`,
      [conversationId, userId],
    );
  }

  /** Those of this person's that are pinned and have a place. */
  async placed(userId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      {
        name: 'my_placed_pins',
        text: `select m.conversation_id as id from conversation_members m
          where m.user_id = $1 and m.pinned and m.pin_place is not null`,
      },
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Moves `me.rev` alone. */
  async touch(tx: Tx, conversationId: string, userId: string): Promise<MyStateRow> {
    const [rows] = await tx.manager.query<[MyStateRow[], number]>(
      `update conversation_members m set me_rev = m.me_rev + 1
       from conversations c
       where m.conversation_id = $1 and m.user_id = $2 and c.id = m.conversation_id
       returning ${MY_STATE_COLUMNS}`,
      [conversationId, userId],
    );
    const [row] = rows;
    if (!row) throw new Error('Only a member hides messages.');
    return row;
  }

  async change(conversationId: string, userId: string, change: MyStateChange): Promise<MyStateRow | undefined> {
    return this.database.row<MyStateRow>(
      {
        name: 'change_my_state',
        text: `update conversation_members m set
            archived_through_seq = case when $3::boolean is null then m.archived_through_seq when $3 then c.last_nonsystem_seq end,
            muted_until = case when $4 then $5::timestamptz else m.muted_until end,
            pinned = coalesce($6::boolean, m.pinned),
            pin_place = case when $6 is false then null when $8 then $9::integer else m.pin_place end,
            notify = case when $10 then $7 else m.notify end,
            me_rev = m.me_rev + 1
          from conversations c
          where m.conversation_id = $1 and m.user_id = $2 and c.id = m.conversation_id
          returning ${MY_STATE_COLUMNS}`,
      },
      [
        conversationId,
        userId,
        change.archived ?? null,
        change.mutedUntil !== undefined,
        change.mutedUntil ?? null,
        change.pinned ?? null,
        change.notify ?? null,
        change.pinPlace !== undefined,
        change.pinPlace ?? null,
        change.notify !== undefined,
      ],
    );
  }
}
