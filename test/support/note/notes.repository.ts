import { Injectable } from '@nestjs/common';
import { Database } from '../../../src/core/database/database.js';
import type { Tx } from '../../../src/core/database/unit-of-work.js';
import { type MessagePlace, placeKey } from '../../../src/messages/shape/message-parts.js';

/** The table of notes. */
@Injectable()
export class NotesRepository {
  constructor(private readonly database: Database) {}

  /** In place of a migration, which a feature that is only made up does not have. */
  async makeTable(): Promise<void> {
    await this.database.query(
      `create table if not exists notes (conversation_id uuid, seq bigint, user_id uuid, text text, at timestamptz)`,
    );
  }

  async add(tx: Tx, conversationId: string, note: { seq: number; userId: string; text: string }): Promise<void> {
    await tx.manager.query(`insert into notes values ($1, $2, $3, $4, clock_timestamp())`, [
      conversationId,
      note.seq,
      note.userId,
      note.text,
    ]);
  }

  /** Of each of these messages, oldest first. */
  async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.database.rows<MessagePlace & { texts: string[] }>(
      {
        name: 'notes.on-messages',
        text: `select conversation_id as "conversationId", seq, array_agg(text order by at) as texts
          from notes join unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq) using (conversation_id, seq)
          group by conversation_id, seq`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
    return new Map(rows.map((row) => [placeKey(row), row.texts]));
  }
}
