import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVERYONE_PART, HERE_PART, MENTIONS_PART, TEAM_MENTIONS_PART } from '../messages/shape/mention-parts.js';
import { type MessagePlace, MessageParts, placeKey } from '../messages/shape/message-parts.js';
import type { HereMentionDto, MentionDto, TeamMentionDto } from '../messages/shape/message.dto.js';
import { cardIn } from '../messages/shape/people.js';
import { TeamsService } from '../teams/teams.service.js';
import { UserCards } from '../users/user-cards.js';
import { MentionsRepository } from './mentions.repository.js';

/** Shows whom messages mention, by what they are called now, and erases it with them. */
@Injectable()
export class MentionsService implements OnModuleInit {
  constructor(
    private readonly mentions: MentionsRepository,
    private readonly parts: MessageParts,
    private readonly cards: UserCards,
    private readonly teams: TeamsService,
  ) {}

  onModuleInit(): void {
    this.parts.onLoad(MENTIONS_PART, (places) => this.on(places));
    this.parts.onLoad(TEAM_MENTIONS_PART, (places) => this.teamsOn(places));
    // That its bit is set says all there is to say.
    this.parts.onLoad(EVERYONE_PART, (places) => Promise.resolve(new Map(places.map((one) => [placeKey(one), true]))));
    this.parts.onLoad(HERE_PART, (places, reader) => this.hereOn(places, reader));
    this.parts.onErase(MENTIONS_PART, (tx, places) => this.mentions.erase(tx, places));
    this.parts.onErase(TEAM_MENTIONS_PART, (tx, places) => this.mentions.erase(tx, places));
    this.parts.onErase(EVERYONE_PART, (tx, places) => this.mentions.erase(tx, places));
    this.parts.onErase(HERE_PART, (tx, places) => this.mentions.erase(tx, places));
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

  /** Readers are told whether they are meant, nobody who else is; that everybody is told is its bit alone. */
  private async hereOn(
    places: readonly MessagePlace[],
    reader: string | undefined,
  ): Promise<ReadonlyMap<string, HereMentionDto>> {
    if (reader === undefined) return new Map(places.map((one) => [placeKey(one), {}]));
    const rows = await this.mentions.hereOn(places, reader);
    return new Map(rows.map(({ me, ...place }) => [placeKey(place), { me }]));
  }

  /** A team that is no more is text again. */
  private async teamsOn(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, TeamMentionDto[]>> {
    const rows = await this.mentions.teamsOn(places);
    const teams = await this.teams.named(rows.map(({ teamId }) => teamId));
    const shown = rows.flatMap(({ teamId, key, ...place }) => {
      const name = teams.get(teamId)?.name;
      return name === undefined ? [] : [{ key: placeKey(place), team: { teamId, key, name } }];
    });
    return new Map(
      [...Map.groupBy(shown, ({ key }) => key)].map(([key, mentioned]) => [key, mentioned.map(({ team }) => team)]),
    );
  }
}
