import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { type MessagePlace, placeKey } from '../shape/message-parts.js';
import type { Forwarded } from './forwarded-part.js';

/** With what was copied, wherever it stands. */
export interface ForwardRow extends Forwarded {
  readonly text: string;
}

/** Which messages are copies. They are written by the statement that sends (send-forwards.sql). */
@Injectable()
export class ForwardsRepository {
  constructor(private readonly database: Database) {}

  /** Those of these messages that are copies. */
  async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, ForwardRow>> {
    const rows = await this.database.rows<MessagePlace & ForwardRow>(
      {
        name: 'forwards.on-messages',
        text: `select f.conversation_id as "conversationId", f.seq, f.sender_id as "senderId", f.sent_at as "sentAt", f.body,
            coalesce(f.body, x.body) as text
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join message_forwards f on f.conversation_id = p.conversation_id and f.seq = p.seq
          join messages x on x.conversation_id = f.conversation_id and x.seq = f.seq`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
    return new Map(rows.map((row) => [placeKey(row), row]));
  }

  /** Whether somebody sent something under this client id before. */
  async wasSent(conversationId: string, senderId: string, clientId: string): Promise<boolean> {
    const row = await this.database.row(
      {
        name: 'forwards.sent-before',
        text: `select 1 from messages where conversation_id = $1 and sender_id = $2 and client_id = $3`,
      },
      [conversationId, senderId, clientId],
    );
    return row !== undefined;
  }

  /** Whether it is a copy and nothing else. */
  async isCopyAlone(tx: Tx, { conversationId, seq }: MessagePlace): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from message_forwards where conversation_id = $1 and seq = $2 and body is null`,
      [conversationId, seq],
    );
    return rows.length > 0;
  }

  async erase(tx: Tx, places: readonly MessagePlace[]): Promise<void> {
    await tx.manager.query(
      `delete from message_forwards f using unnest($1::uuid[], $2::bigint[]) g(conversation_id, seq)
       where f.conversation_id = g.conversation_id and f.seq = g.seq`,
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }
}
