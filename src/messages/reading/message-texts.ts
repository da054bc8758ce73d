import { Injectable } from '@nestjs/common';
import type { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { MessagePlace } from '../shape/message-parts.js';
import {
  type MessageText,
  MessageTextsRepository,
  type ReadableText,
  type TextChanges,
  type TextStart,
} from './message-texts.repository.js';

export type { MessageText, ReadableText } from './message-texts.repository.js';

/** What messages say, for whoever keeps an index of it; and who may read it, judged at the moment of asking. */
@Injectable()
export class MessageTexts {
  constructor(private readonly texts: MessageTextsRepository) {}

  /** Those of these messages that somebody can read now. */
  readable(userId: string, places: readonly MessagePlace[]): Promise<ReadableText[]> {
    return places.length === 0 ? Promise.resolve([]) : this.texts.readable(userId, places);
  }

  /** The next messages of each conversation, at most `limit` of each, tombstones and system lines among them. */
  following(tx: Tx, starts: readonly TextStart[], limit: number): Promise<MessageText[]> {
    return this.texts.following(tx, starts, limit);
  }

  between(tx: Tx, conversationId: string, first: number, last: number): Promise<MessageText[]> {
    return this.texts.between(tx, conversationId, first, last);
  }

  /** Messages that changed; and places of messages whose subjects did. */
  async changed(tx: Tx, changes: readonly TextChanges[]): Promise<{ texts: MessageText[]; retitled: MessagePlace[] }> {
    const texts = await this.texts.changed(tx, changes);
    return { texts, retitled: await this.texts.underChangedSubjects(tx, changes) };
  }
}

/** The same beside the server, for what is done on the command line. */
export function messageTextsIn(database: Database): MessageTexts {
  return new MessageTexts(new MessageTextsRepository(database));
}
