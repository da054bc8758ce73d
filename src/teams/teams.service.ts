import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { UserCards } from '../users/user-cards.js';
import { type TeamDto, type TeamListDto, TeamMemberDto, type TeamMemberPageDto } from './dto/team.dto.js';
import type { TeamKeyAndName } from './team-names.js';
import { TeamNotFound } from './teams.errors.js';
import { type TeamRow, TeamsRepository } from './teams.repository.js';

/** The teams of the organisation as everybody may know them, and whom a mention of them calls. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly cards: UserCards,
  ) {}

  /** Every team, by name. */
  async list({ userId }: Principal): Promise<TeamListDto> {
    return { items: (await this.teams.list(userId)).map(teamDtoOf) };
  }

  /** Throws TeamNotFound. */
  async get({ userId }: Principal, id: string): Promise<TeamDto> {
    const team = await this.teams.find(id, userId);
    if (!team) throw new TeamNotFound();
    return teamDtoOf(team);
  }

  /** Some of its people, by username; throws TeamNotFound. */
  async members(principal: Principal, id: string, { limit, cursor }: PageQuery): Promise<TeamMemberPageDto> {
    await this.get(principal, id);
    const after = cursor === undefined ? undefined : String(decodeCursor(cursor, ['text'])[0]);
    const ids = await this.teams.memberIds(id, limit + 1, after);
    const items = await this.people(ids.slice(0, limit));
    const last = ids.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.username]) : null };
  }

  /** What these teams are called now, by id; those that are no more are left out. */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, TeamKeyAndName>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.teams.findMany([...new Set(ids)])).map(({ id, key, name }) => [id, { key, name }]));
  }

  /** Who of these people is called by a message of this time that mentions these teams, and by which of them. */
  async calledBy(
    teamIds: readonly string[],
    at: string,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (teamIds.length === 0 || userIds.length === 0) return new Map();
    const called = await this.teams.called(teamIds, at, userIds);
    return new Map(called.map(({ userId, teamId }) => [userId, teamId]));
  }

  /** As they are shown in a team, in this order. */
  async people(ids: readonly string[]): Promise<TeamMemberDto[]> {
    const cards = await this.cards.get(ids);
    return ids.flatMap((id) => {
      const card = cards.get(id);
      return card ? [{ ...TeamMemberDto.from(card), isActive: card.isActive }] : [];
    });
  }
}

function teamDtoOf({ id, key, name, description, members, joinedAt }: TeamRow): TeamDto {
  return { id, key, name, description, members, joinedAt };
}
