import { Injectable } from '@nestjs/common';
import { EVERYBODY } from '../messages/shape/everybody.js';
import type { ListedTeamDto, ListedTeamsDto, ManagedTeamDto } from './dto/managed-team.dto.js';
import { TeamNotFound } from './teams.errors.js';
import { MAX_TEAM_MEMBERS } from './teams.limits.js';
import { type TeamRow, TeamsRepository } from './teams.repository.js';
import { TeamsService } from './teams.service.js';

/** Teams as those see them who keep them. */
@Injectable()
export class ManagedTeams {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly directory: TeamsService,
  ) {}

  async list(): Promise<ListedTeamsDto> {
    return { items: (await this.teams.list(EVERYBODY)).map(dtoOf) };
  }

  /** With everybody who is in it; throws TeamNotFound. */
  async get(id: string): Promise<ManagedTeamDto> {
    const team = await this.teams.find(id, EVERYBODY);
    if (!team) throw new TeamNotFound();
    return { ...dtoOf(team), people: await this.directory.people(await this.teams.memberIds(id, MAX_TEAM_MEMBERS)) };
  }

  /** Those that somebody is in. */
  async ofPerson(userId: string): Promise<ListedTeamsDto> {
    return { items: (await this.teams.ofPerson(userId)).map(dtoOf) };
  }
}

function dtoOf({ id, key, name, description, members, version }: Omit<TeamRow, 'joinedAt'>): ListedTeamDto {
  return { id, key, name, description, members, version };
}
