import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { type MessagePlace, placeKey } from '../messages/shape/message-parts.js';

/** By whom a message was pinned, and when. */
export interface PinRow extends MessagePlace {
  readonly by: string;
  readonly at: Date;
}

/** After which of the list the next page begins. */
export interface PinPosition {
  readonly at: string;
  readonly seq: number;
}

/** Which messages are pinned. What changes here is changed under the lock of the conversation. */
@Injectable()
export class PinsRepository {
  constructor(private readonly database: Database) {}

  /** How many there are, with those of deleted messages that can still be restored. */
  async count(tx: Tx, conversationId: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      `select count(*)::integer as count from message_pins where conversation_id = $1`,
      [conversationId],
    );
    return row?.count ?? 0;
  }

  async isPinned(tx: Tx, { conversationId, seq }: MessagePlace): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from message_pins where conversation_id = $1 and seq = $2`,
      [conversationId, seq],
    );
    return rows.length > 0;
  }

  async add(tx: Tx, { conversationId, seq }: MessagePlace, userId: string): Promise<void> {
    await tx.manager.query(
      `insert into message_pins (conversation_id, seq, pinned_by, pinned_at) values ($1, $2, $3, clock_timestamp())`,
      [conversationId, seq, userId],
    );
  }

  /** None, one, or all of these. */
  async remove(tx: Tx, places: readonly MessagePlace[]): Promise<void> {
    await tx.manager.query(
      `delete from message_pins p using unnest($1::uuid[], $2::bigint[]) g(conversation_id, seq)
       where p.conversation_id = g.conversation_id and p.seq = g.seq`,
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }

  /** Those of these messages that are pinned. */
  async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, PinRow>> {
    const rows = await this.database.rows<PinRow>(
      {
        name: 'pins.on-messages',
        text: `select p.conversation_id as "conversationId", p.seq, p.pinned_by as by, p.pinned_at as at
          from unnest($1::uuid[], $2::bigint[]) w(conversation_id, seq)
          join message_pins p on p.conversation_id = w.conversation_id and p.seq = w.seq`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
    return new Map(rows.map((row) => [placeKey(row), row]));
  }

  /** Of a conversation, the one that was pinned last first. */
  async page(conversationId: string, after: PinPosition | undefined, limit: number): Promise<PinRow[]> {
    return this.database.rows<PinRow>(
      {
        name: 'pins.of-conversation',
        text: `select p.conversation_id as "conversationId", p.seq, p.pinned_by as by, p.pinned_at as at
          from message_pins p
          where p.conversation_id = $1 and ($2::timestamptz is null or (p.pinned_at, p.seq) < ($2, $3::bigint))
          order by p.pinned_at desc, p.seq desc limit $4`,
      },
      [conversationId, after?.at ?? null, after?.seq ?? null, limit],
    );
  }
}
