import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { BodyFields, CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UnknownPeople } from '../messages/conversations/conversations.errors.js';
import { UserPermission } from '../users/users.permissions.js';
import { CreateTeamDto, ListedTeamsDto, ManagedTeamDto, UpdateTeamDto } from './dto/managed-team.dto.js';
import { ManagedTeams } from './managed-teams.service.js';
import { TeamChanges } from './team-changes.service.js';
import { InTooManyTeams, TeamFull, TeamKeyTaken, TeamNotFound, TeamStale, TooManyTeams } from './teams.errors.js';
import { MAX_TEAM_MEMBERS } from './teams.limits.js';
import { TeamPermission } from './teams.permissions.js';

const ID = 'The team.';
const WHO = 'The person.';
/** Besides who is in it. */
const OTHER_FIELDS = 10;

/** Teams, for those who keep them. */
@ApiTags('administration')
@Controller('admin')
export class AdminTeamsController {
  constructor(
    private readonly teams: ManagedTeams,
    private readonly changes: TeamChanges,
  ) {}

  @Get('teams')
  @RequirePermission(TeamPermission.Manage)
  @ApiOperation({
    operationId: 'adminListTeams',
    summary: 'List teams with their versions',
    description: 'Every team, by name.',
  })
  @ApiOkResponse({ type: ListedTeamsDto })
  list(): Promise<ListedTeamsDto> {
    return this.teams.list();
  }

  @Post('teams')
  @RequirePermission(TeamPermission.Manage)
  @BodyFields(MAX_TEAM_MEMBERS + OTHER_FIELDS)
  @ApiOperation({
    operationId: 'adminCreateTeam',
    summary: 'Make a team',
    description: 'From then on `@` and its key mention it, in every conversation.',
  })
  @ApiCreatedResponse({ type: ManagedTeamDto, description: 'The team is made.' })
  @ApiProblems(TeamKeyTaken, TooManyTeams, UnknownPeople, InTooManyTeams)
  create(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: CreateTeamDto,
    @Client() client: ClientInfo,
  ): Promise<ManagedTeamDto> {
    return this.changes.create(principal, dto, client);
  }

  @Get('teams/:id')
  @RequirePermission(TeamPermission.Manage)
  @ApiOperation({
    operationId: 'adminGetTeam',
    summary: 'One team with everybody in it',
    description: 'The people by username.',
  })
  @ApiOkResponse({ type: ManagedTeamDto })
  @ApiProblems(TeamNotFound)
  get(@IdParam('id', ID) id: string): Promise<ManagedTeamDto> {
    return this.teams.get(id);
  }

  @Patch('teams/:id')
  @RequirePermission(TeamPermission.Manage)
  @BodyFields(MAX_TEAM_MEMBERS + OTHER_FIELDS)
  @ApiOperation({
    operationId: 'adminUpdateTeam',
    summary: 'Change a team',
    description:
      'Changes the fields that are sent; `userIds` are all who are in it from then on. Messages keep the key that they were ' +
      'written with, and still mention the team.',
  })
  @ApiOkResponse({ type: ManagedTeamDto, description: 'The team as it is now.' })
  @ApiProblems(TeamNotFound, TeamStale, TeamKeyTaken, UnknownPeople, InTooManyTeams)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: UpdateTeamDto,
    @Client() client: ClientInfo,
  ): Promise<ManagedTeamDto> {
    return this.changes.update(principal, id, dto, client);
  }

  @Delete('teams/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(TeamPermission.Manage)
  @ApiOperation({
    operationId: 'adminDeleteTeam',
    summary: 'Delete a team',
    description: 'Its key is free, and where it was mentioned stands text. Nobody loses anything else.',
  })
  @ApiNoContentResponse({ description: 'There is no such team any more.' })
  @ApiProblems(TeamNotFound)
  delete(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.changes.delete(principal, id, client);
  }

  @Put('teams/:id/members/:userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(TeamPermission.Manage)
  @ApiOperation({
    operationId: 'adminAddToTeam',
    summary: 'Put somebody into a team',
    description: 'What was said before does not call them.',
  })
  @ApiNoContentResponse({ description: 'They are in the team.' })
  @ApiProblems(TeamNotFound, UnknownPeople, TeamFull, InTooManyTeams)
  add(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @IdParam('userId', WHO) userId: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.changes.addPerson(principal, id, userId, client);
  }

  @Delete('teams/:id/members/:userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(TeamPermission.Manage)
  @ApiOperation({
    operationId: 'adminRemoveFromTeam',
    summary: 'Take somebody out of a team',
    description: 'Mentions of the team call them no more, those of before either.',
  })
  @ApiNoContentResponse({ description: 'They are not in the team.' })
  @ApiProblems(TeamNotFound)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @IdParam('userId', WHO) userId: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.changes.removePerson(principal, id, userId, client);
  }

  @Get('users/:id/teams')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListTeamsOfUser',
    summary: 'List the teams of somebody',
    description: 'By name; none for somebody who does not exist.',
  })
  @ApiOkResponse({ type: ListedTeamsDto })
  ofPerson(@IdParam('id', WHO) id: string): Promise<ListedTeamsDto> {
    return this.teams.ofPerson(id);
  }
}
