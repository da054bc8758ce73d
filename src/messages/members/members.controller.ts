import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import {
  CannotBeAdded,
  ConversationFull,
  ConversationNotFound,
  LastOwner,
  MemberNotFound,
  NotAGroup,
  RecipientInactive,
  RoleRequired,
  UnknownPeople,
} from '../conversations/conversations.errors.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { AddMembersDto, ChangeRoleDto } from './dto/add-members.dto.js';
import { PeopleQuery } from '../../users/dto/list-users.dto.js';
import { MemberPageDto } from './dto/member.dto.js';
import { MembershipService } from './membership.service.js';
import { ConversationPermission } from '../conversations/conversations.permissions.js';

const ID = 'The conversation.';
const WHO = 'The person.';

@ApiTags('conversations')
@Controller('conversations/:conversationId/members')
export class MembersController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly membership: MembershipService,
  ) {}

  @Get()
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'listMembers',
    summary: 'List the people in a conversation',
    description:
      'In the order of their accounts, with their role and what they have read; `search` finds them by name.',
  })
  @ApiOkResponse({ type: MemberPageDto })
  @ApiProblems(ConversationNotFound)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Query() query: PeopleQuery,
  ): Promise<MemberPageDto> {
    return this.conversations.members(principal, id, query);
  }

  @Post()
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'addMembers',
    summary: 'Add people to a group',
    description:
      'For owners and admins. One person who cannot be added fails the whole request, and everybody who cannot is named. Each counts as a send.',
  })
  @ApiNoContentResponse({ description: 'They are in the group.' })
  @ApiProblems(
    ConversationNotFound,
    UnknownPeople,
    RecipientInactive,
    CannotBeAdded,
    RoleRequired,
    NotAGroup,
    ConversationFull,
  )
  add(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() { userIds }: AddMembersDto,
  ): Promise<void> {
    return this.membership.add(principal, id, userIds);
  }

  @Patch(':userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'changeMemberRole',
    summary: 'Change what somebody may do in a group',
    description: 'For owners. The last owner stays one.',
  })
  @ApiNoContentResponse({ description: 'The role stands.' })
  @ApiProblems(ConversationNotFound, MemberNotFound, RoleRequired, NotAGroup, LastOwner)
  changeRole(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @IdParam('userId', WHO) userId: string,
    @Body() { role }: ChangeRoleDto,
  ): Promise<void> {
    return this.membership.changeRole(principal, id, userId, role);
  }

  @Delete(':userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'removeMember',
    summary: 'Remove somebody from a group, or leave it',
    description:
      'Owners remove everybody, admins remove members, everybody can leave. Whoever goes can no longer read any of it.',
  })
  @ApiNoContentResponse({ description: 'They are no longer in the group.' })
  @ApiProblems(ConversationNotFound, MemberNotFound, RoleRequired, NotAGroup, LastOwner)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @IdParam('userId', WHO) userId: string,
  ): Promise<void> {
    return this.membership.remove(principal, id, userId);
  }
}
