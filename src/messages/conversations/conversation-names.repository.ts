import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { type ConversationRefRow, IS_CONCEALED, MOVED_AT, REF_COLUMNS } from './conversation-rows.js';

/** All conversations of a person, by what they are called. */
@Injectable()
export class ConversationNamesRepository {
  constructor(private readonly database: Database) {}

  /** Those that are in their lists, the one that moved last first. */
  async of(userId: string): Promise<ConversationRefRow[]> {
    return this.database.rows<ConversationRefRow>(
      {
        name: 'conversations.names',
        text: `select c.id as "conversationId", ${REF_COLUMNS}
          from conversation_members m join conversations c on c.id = m.conversation_id
          where m.user_id = $1 and not ${IS_CONCEALED}
          order by ${MOVED_AT} desc, c.id desc`,
      },
      [userId],
    );
  }
}
