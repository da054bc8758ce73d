import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { MESSAGE_JOINS, messageColumns, type MessageRow } from '../shape/message-rows.js';

/** Reads messages as they are for nobody in particular. */
@Injectable()
export class MessageContextRepository {
  constructor(private readonly database: Database) {}

  /** Those of a stretch in their order: nothing is hidden, tombstones are among them. */
  async between(conversationId: string, first: number, last: number): Promise<MessageRow[]> {
    return this.database.rows<MessageRow>(
      {
        name: 'messages_between',
        text: `select ${messageColumns()}
          from messages x
          join lateral (select 1::bigint as visible_from_seq, null::uuid as user_id) m on true
          ${MESSAGE_JOINS}
          where x.conversation_id = $1 and x.seq between $2 and $3 order by x.seq`,
      },
      [conversationId, first, last],
    );
  }
}
