import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { SavedPlace } from './saved.events.js';

export interface SavedRow extends MessagePlace {
  readonly savedAt: Date;
  readonly remindAt: Date | null;
}

/** After which of the list the next page begins. */
export interface SavedPosition extends MessagePlace {
  readonly at: string;
}

const COLUMNS = `conversation_id as "conversationId", seq, saved_at as "savedAt", remind_at as "remindAt"`;

/** What people saved. Whether they may still read it is judged when it is shown. */
@Injectable()
export class SavedRepository {
  constructor(private readonly database: Database) {}

  /** By the clock that judges all of them. */
  async isPast(tx: Tx, time: string): Promise<boolean> {
    const [row] = await tx.manager.query<{ isPast: boolean }[]>(
      `select $1::timestamptz <= clock_timestamp() as "isPast"`,
      [time],
    );
    return row?.isPast ?? true;
  }

  /** Saves it, or changes when to remind of it; undefined when that changes nothing. */
  async save(
    tx: Tx,
    { userId, conversationId, seq }: SavedPlace,
    remindAt: string | null,
  ): Promise<SavedRow | undefined> {
    const [row] = await tx.manager.query<SavedRow[]>(
      `insert into saved_messages as s (user_id, conversation_id, seq, saved_at, remind_at)
       values ($1, $2, $3, clock_timestamp(), $4)
       on conflict on constraint saved_messages_pkey do update set remind_at = excluded.remind_at, reminded_at = null
         where s.remind_at is distinct from excluded.remind_at
       returning ${COLUMNS}`,
      [userId, conversationId, seq, remindAt],
    );
    return row;
  }

  /** False when it was not saved. */
  async remove(tx: Tx, { userId, conversationId, seq }: SavedPlace): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from saved_messages where user_id = $1 and conversation_id = $2 and seq = $3`,
      [userId, conversationId, seq],
    );
    return count > 0;
  }

  /** Notes that somebody is reminded now; false when they were, or do not want to be at this time any more. */
  async remind(tx: Tx, { userId, conversationId, seq }: SavedPlace, remindAt: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `update saved_messages set reminded_at = clock_timestamp()
       where user_id = $1 and conversation_id = $2 and seq = $3 and remind_at = $4 and reminded_at is null`,
      [userId, conversationId, seq, remindAt],
    );
    return count > 0;
  }

  /** All of somebody's. */
  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from saved_messages where user_id = $1', [userId]);
  }

  /** Some of what anybody saved of a group; how many they were. */
  async deleteOfGroup(tx: Tx, conversationId: string, limit: number): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from saved_messages
       where ctid = any(array(select ctid from saved_messages where conversation_id = $1 limit $2))`,
      [conversationId, limit],
    );
    return count;
  }

  /** All of somebody's, what was saved last first. */
  async page(userId: string, after: SavedPosition | undefined, limit: number): Promise<SavedRow[]> {
    return this.database.rows<SavedRow>(
      {
        name: 'saved.all',
        text: `select ${COLUMNS} from saved_messages
          where user_id = $1 and ($2::timestamptz is null or (saved_at, conversation_id, seq) < ($2, $3::uuid, $4::bigint))
          order by saved_at desc, conversation_id desc, seq desc limit $5`,
      },
      [userId, after?.at ?? null, after?.conversationId ?? null, after?.seq ?? null, limit],
    );
  }

  /** Somebody's in one conversation, the newest message first. */
  async inConversation(
    userId: string,
    conversationId: string,
    below: number | undefined,
    limit: number,
  ): Promise<SavedRow[]> {
    return this.database.rows<SavedRow>(
      {
        name: 'saved.in-conversation',
        text: `select ${COLUMNS} from saved_messages
          where user_id = $1 and conversation_id = $2 and ($3::bigint is null or seq < $3)
          order by seq desc limit $4`,
      },
      [userId, conversationId, below ?? null, limit],
    );
  }

  /** One of somebody's, while it is there. */
  async find({ userId, conversationId, seq }: SavedPlace): Promise<SavedRow | undefined> {
    return this.database.row<SavedRow>(
      {
        name: 'saved.one',
        text: `select ${COLUMNS} from saved_messages where user_id = $1 and conversation_id = $2 and seq = $3`,
      },
      [userId, conversationId, seq],
    );
  }
}
