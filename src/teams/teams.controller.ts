import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { TeamDto, TeamListDto, TeamMemberPageDto } from './dto/team.dto.js';
import { TeamNotFound } from './teams.errors.js';
import { TeamPermission } from './teams.permissions.js';
import { TeamsService } from './teams.service.js';

const ID = 'The team.';

/** Named lists of people, mentioned in messages by their keys. */
@ApiTags('people')
@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @RequirePermission(TeamPermission.Read)
  @ApiOperation({
    operationId: 'listTeams',
    summary: 'List the teams',
    description: 'Every team of the organisation, by name; `@` and its key mention it in a message.',
  })
  @ApiOkResponse({ type: TeamListDto })
  list(@CurrentPrincipal() principal: Principal): Promise<TeamListDto> {
    return this.teams.list(principal);
  }

  @Get(':id')
  @RequirePermission(TeamPermission.Read)
  @ApiOperation({ operationId: 'getTeam', summary: 'One team', description: 'The team, and how many are in it.' })
  @ApiOkResponse({ type: TeamDto })
  @ApiProblems(TeamNotFound)
  get(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<TeamDto> {
    return this.teams.get(principal, id);
  }

  @Get(':id/members')
  @RequirePermission(TeamPermission.Read)
  @ApiOperation({
    operationId: 'listTeamMembers',
    summary: 'List the people in a team',
    description: 'By username, a page at a time; those whose accounts are deactivated too.',
  })
  @ApiOkResponse({ type: TeamMemberPageDto })
  @ApiProblems(TeamNotFound)
  members(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Query() query: PageQuery,
  ): Promise<TeamMemberPageDto> {
    return this.teams.members(principal, id, query);
  }
}
