import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVERYONE_PART, MENTIONS_PART } from '../messages/shape/mention-parts.js';
import { type MessagePlace, MessageParts, placeKey } from '../messages/shape/message-parts.js';
import type { MentionDto } from '../messages/shape/message.dto.js';
import { cardIn } from '../messages/shape/people.js';
import { UserCards } from '../users/user-cards.js';
import { MentionsRepository } from './mentions.repository.js';

/** Shows whom messages mention, by what they are called now, and erases it with them. */
@Injectable()
export class MentionsService implements OnModuleInit {
  constructor(
    private readonly mentions: MentionsRepository,
    private readonly parts: MessageParts,
    private readonly cards: UserCards,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(MENTIONS_PART, (places) => this.on(places));
    // That its bit is set says all there is to say.
    this.parts.onLoad(EVERYONE_PART, (places) => Promise.resolve(new Map(places.map((one) => [placeKey(one), true]))));
    this.parts.onErase(MENTIONS_PART, (tx, places) => this.mentions.erase(tx, places));
    this.parts.onErase(EVERYONE_PART, (tx, places) => this.mentions.erase(tx, places));
  }

  private async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, MentionDto[]>> {
    const rows = await this.mentions.on(places);
    const cards = await this.cards.get(rows.map(({ userId }) => userId));
    return new Map(
      [...Map.groupBy(rows, placeKey)].map(([key, mentioned]) => [
        key,
        mentioned.map(({ userId, username }) => {
          const { displayName, avatarUrl } = cardIn(cards, userId);
          return { userId, username, displayName, avatarUrl };
        }),
      ]),
    );
  }
}
