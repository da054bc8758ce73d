import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { MY_STATE_COLUMNS, type MyStateRow } from './conversation-rows.js';

/** Everything that is one person's alone in a conversation. */
export interface FullStateRow extends MyStateRow {
  conversationId: string;
  clearedThroughSeq: number;
  hidden: number[];
}

/** What is to change of somebody's state; undefined stays. */
export interface MyStateChange {
  readonly archived: boolean | undefined;
  readonly mutedUntil: Date | null | undefined;
  readonly pinned: boolean | undefined;
}

/**
 * Moves the read position and the two counts that hang on it. They change by what lies between the old and the new
 * position, so that a send which raises `skipped` at the same moment is neither lost nor counted twice: PostgreSQL
 * takes the row again after waiting, and everything between the positions was committed long before.
 */
const moveTo = (position: string, condition: string) => `
  update conversation_members m
  set (last_read_seq, skipped, system_count_at_read, me_rev) = (
    select ${position},
      m.skipped + coalesce(sum(d.direction) filter (where x.kind = 0 and x.sender_id = m.user_id), 0),
      m.system_count_at_read - coalesce(sum(d.direction) filter (where x.kind = 1), 0),
      m.me_rev + 1
    from (select case when ${position} > m.last_read_seq then -1 else 1 end as direction) d
    left join messages x on x.conversation_id = m.conversation_id
      and x.seq > greatest(least(m.last_read_seq, ${position}), m.cleared_through_seq, m.visible_from_seq - 1)
      and x.seq <= greatest(m.last_read_seq, ${position})
  )
  from conversations c
  where m.conversation_id = $1 and m.user_id = $2 and c.id = m.conversation_id and $3::bigint <= c.last_seq and ${condition}
  returning ${MY_STATE_COLUMNS}`;

/** What is one person's alone in a conversation. */
@Injectable()
export class MyStateRepository {
  constructor(private readonly database: Database) {}

  /** The state in each of these conversations that is this person's, with every message they hid there. */
  async full(userId: string, conversationIds: readonly string[]): Promise<FullStateRow[]> {
    return this.database.rows<FullStateRow>(
      {
        name: 'my_state',
        text: `select m.conversation_id as "conversationId", ${MY_STATE_COLUMNS}, m.cleared_through_seq as "clearedThroughSeq",
            array(
              select h.seq from message_hides h
              where h.user_id = m.user_id and h.conversation_id = m.conversation_id order by h.seq
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
      { name: 'read_through', text: moveTo('$3::bigint', '$3::bigint > m.last_read_seq') },
      [conversationId, userId, seq],
    );
  }

  /** Back to just before `seq`; undefined when that is not back, or not this person's conversation. */
  async unreadFrom(conversationId: string, userId: string, seq: number): Promise<MyStateRow | undefined> {
    return this.database.row<MyStateRow>(
      { name: 'unread_from', text: moveTo('($3::bigint - 1)', '$3::bigint - 1 < m.last_read_seq') },
      [conversationId, userId, seq],
    );
  }

  async lastSeq(conversationId: string, userId: string): Promise<number | undefined> {
    const row = await this.database.row<{ lastSeq: number }>(
      {
        name: 'my_last_seq',
        text: `select c.last_seq as "lastSeq" from conversations c
          join conversation_members m on m.conversation_id = c.id and m.user_id = $2 where c.id = $1`,
      },
      [conversationId, userId],
    );
    return row?.lastSeq;
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
      ],
    );
  }
}
