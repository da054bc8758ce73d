import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { MyStateRow } from '../conversations/conversation-rows.js';
import { moveTo, SEEN_THROUGH } from './my-state.repository.js';

/** Whose history is cleared is not waiting for any of it. */
const CLEAR = moveTo(
  `greatest(m.last_read_seq, ${SEEN_THROUGH})`,
  `${SEEN_THROUGH} > m.cleared_through_seq`,
  `cleared_through_seq = ${SEEN_THROUGH},`,
);

/** How far people cleared the history of a conversation for themselves. */
@Injectable()
export class HistoryClearingRepository {
  /** Locks a membership; says how far its person has read, and where the conversation ends. Undefined where there is none. */
  async lock(
    tx: Tx,
    conversationId: string,
    userId: string,
  ): Promise<{ lastReadSeq: number; lastSeq: number } | undefined> {
    const [row] = await tx.manager.query<{ lastReadSeq: number; lastSeq: number }[]>(
      `select m.last_read_seq as "lastReadSeq", c.last_seq as "lastSeq"
       from conversation_members m join conversations c on c.id = m.conversation_id
       where m.conversation_id = $1 and m.user_id = $2 for no key update of m`,
      [conversationId, userId],
    );
    return row;
  }

  /**
   * Forward only, and not into what a block hides at the end; undefined when it is cleared that far already. Under the lock
   * of the conversation: a position to which somebody could be moved back (`unsettle`) is forgotten where it lies before that.
   */
  async clear(tx: Tx, conversationId: string, userId: string, seq: number): Promise<MyStateRow | undefined> {
    await tx.manager.query(
      `delete from settled_positions where conversation_id = $1 and user_id = $2 and last_read_seq < $3`,
      [conversationId, userId, seq],
    );
    const [rows] = await tx.manager.query<[MyStateRow[], number]>(CLEAR, [conversationId, userId, seq]);
    return rows[0];
  }
}
