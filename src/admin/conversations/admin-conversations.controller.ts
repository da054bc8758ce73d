import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import {
  OverseenGroupDetailsDto,
  OverseenGroupPageDto,
  OverseenGroupsQuery,
  OverseenMemberPageDto,
  OverseenMembersQuery,
} from '../../messages/oversight/dto/overseen-groups.dto.js';
import { GroupList } from '../../messages/oversight/group-list.js';
import { GroupHasOwner, GroupNotConfirmed, GroupNotFound } from '../../messages/oversight/oversight.errors.js';
import { OversightPermission } from './conversations.permissions.js';
import { DeleteGroupDto, TakeOverGroupDto } from './dto/manage-groups.dto.js';
import { GroupAdministration } from './group-administration.service.js';

const ID = 'The group.';

/** Groups, for those who see to it that each can be run. Nobody reads here what is said in them. */
@ApiTags('administration')
@Controller('admin/conversations')
export class AdminConversationsController {
  constructor(
    private readonly groups: GroupList,
    private readonly administration: GroupAdministration,
  ) {}

  @Get()
  @RequirePermission(OversightPermission.Manage)
  @ApiOperation({
    operationId: 'adminListConversations',
    summary: 'List groups',
    description: 'Names and numbers, nothing of what is said in them. Conversations of two are not listed.',
  })
  @ApiOkResponse({ type: OverseenGroupPageDto, description: 'One page of groups.' })
  list(@Query() query: OverseenGroupsQuery): Promise<OverseenGroupPageDto> {
    return this.groups.page(query);
  }

  @Get(':id')
  @RequirePermission(OversightPermission.Manage)
  @ApiOperation({
    operationId: 'adminGetConversation',
    summary: 'One group',
    description: 'With its rules, and whom an administrator can make its owner.',
  })
  @ApiOkResponse({ type: OverseenGroupDetailsDto, description: 'The group.' })
  @ApiProblems(GroupNotFound)
  get(@IdParam('id', ID) id: string): Promise<OverseenGroupDetailsDto> {
    return this.groups.get(id);
  }

  @Get(':id/members')
  @RequirePermission(OversightPermission.Manage)
  @ApiOperation({
    operationId: 'adminListConversationMembers',
    summary: 'List the people in a group',
    description: 'In the order of their accounts, with their role; nothing of what they read.',
  })
  @ApiOkResponse({ type: OverseenMemberPageDto, description: 'One page of members.' })
  @ApiProblems(GroupNotFound)
  members(@IdParam('id', ID) id: string, @Query() query: OverseenMembersQuery): Promise<OverseenMemberPageDto> {
    return this.groups.members(id, query);
  }

  @Put(':id/owner')
  @RequirePermission(OversightPermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminTakeOverConversation',
    summary: 'Give a group an owner that has none',
    description:
      'Only where no owner can sign in. A member who can; where none can, anybody who can, who then is in the group. ' +
      'Everybody in it sees a line that says so.',
  })
  @ApiOkResponse({ type: OverseenGroupDetailsDto, description: 'The group as it is now.' })
  @ApiProblems(GroupNotFound, GroupHasOwner)
  takeOver(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: TakeOverGroupDto,
    @Client() client: ClientInfo,
  ): Promise<OverseenGroupDetailsDto> {
    return this.administration.takeOver(principal, id, dto, client);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(OversightPermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminDeleteConversation',
    summary: 'Delete a group for everybody',
    description:
      'Gone for all within a second, and for good: what was said, drafts, what was saved or scheduled, and files; much of it ' +
      'takes a while to be erased. Reported messages stay with the moderators as they were reported.',
  })
  @ApiNoContentResponse({ description: 'Nobody is in it any more.' })
  @ApiProblems(GroupNotFound, GroupNotConfirmed)
  delete(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: DeleteGroupDto,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.administration.delete(principal, id, dto, client);
  }
}
