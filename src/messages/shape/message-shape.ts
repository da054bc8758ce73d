import { Injectable } from '@nestjs/common';
import type { UserCard } from '../../users/user-card.js';
import { UserCards } from '../../users/user-cards.js';
import { type MessageRow, peopleIn, quotesNaming, toMessage } from './message-rows.js';
import type { MessageDto } from './message.dto.js';
import { MessageParts } from './message-parts.js';

/** What it takes to show some rows: names, and what features added. */
export interface Shown {
  readonly cards: ReadonlyMap<string, UserCard>;
  message(row: MessageRow): MessageDto;
}

/** Makes what the API shows of messages, for whatever answer or frame they are in. */
@Injectable()
export class MessageShape {
  constructor(
    private readonly cards: UserCards,
    private readonly parts: MessageParts,
  ) {}

  /** Reads what these rows need together, also the names of others in the same answer; no `reader` for everybody. */
  async prepare(
    rows: readonly MessageRow[],
    reader: string | undefined,
    others: readonly string[] = [],
  ): Promise<Shown> {
    const [cards, added] = await Promise.all([
      this.cards.get([...peopleIn(rows), ...others]),
      this.parts.of([...rows, ...quotesNaming(rows)], reader),
    ]);
    return { cards, message: (row) => toMessage(row, cards, added) };
  }

  async all(rows: readonly MessageRow[], reader: string | undefined): Promise<MessageDto[]> {
    const { message } = await this.prepare(rows, reader);
    return rows.map(message);
  }
}
