import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { PeopleQuery } from '../../users/dto/list-users.dto.js';
import {
  ConversationFull,
  ConversationNotFound,
  NotAGroup,
  RoleRequired,
} from '../conversations/conversations.errors.js';
import { ConversationPermission } from '../conversations/conversations.permissions.js';
import { ConversationDto } from '../conversations/dto/conversation.dto.js';
import { GroupLinkDto, GroupLinkTokenDto, JoinGroupDto, OpenGroupDto, OpenGroupPageDto } from './dto/joining.dto.js';
import { CannotJoin, GroupLinkInvalid, GroupNotListed, NoGroupLink } from './joining.errors.js';
import { JoiningService } from './joining.service.js';

const ID = 'The conversation.';

@ApiTags('conversations')
@Controller('conversations')
export class JoiningController {
  constructor(private readonly joining: JoiningService) {}

  @Get('open')
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'listOpenGroups',
    summary: 'List the groups that everybody can join',
    description: 'By name, those that I am in too; `search` finds them by name.',
  })
  @ApiOkResponse({ type: OpenGroupPageDto })
  listed(@CurrentPrincipal() principal: Principal, @Query() query: PeopleQuery): Promise<OpenGroupPageDto> {
    return this.joining.listed(principal, query);
  }

  @Post('join')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'joinGroup',
    summary: 'Join a group',
    description:
      'With the `token` of its link, or by the `conversationId` of a group that is listed. Whoever is in it stays as they are; whoever was removed from it is refused.',
  })
  @ApiOkResponse({ type: ConversationDto })
  @ApiProblems(GroupLinkInvalid, GroupNotListed, CannotJoin, ConversationFull)
  join(@CurrentPrincipal() principal: Principal, @Body() dto: JoinGroupDto): Promise<ConversationDto> {
    return this.joining.join(principal, dto);
  }

  @Post('join/preview')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'previewGroupLink',
    summary: 'Read where the link of a group leads',
    description: 'The name of the group and how many are in it. The token comes in the body, where no log keeps it.',
  })
  @ApiOkResponse({ type: OpenGroupDto })
  @ApiProblems(GroupLinkInvalid)
  preview(@CurrentPrincipal() principal: Principal, @Body() { token }: GroupLinkTokenDto): Promise<OpenGroupDto> {
    return this.joining.behind(principal, token);
  }

  @Get(':conversationId/invite-link')
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'getGroupLink',
    summary: 'Read the invite link of a group',
    description: 'For owners and admins.',
  })
  @ApiOkResponse({ type: GroupLinkDto })
  @ApiProblems(ConversationNotFound, RoleRequired, NotAGroup, NoGroupLink)
  link(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string): Promise<GroupLinkDto> {
    return this.joining.link(principal, id);
  }

  @Post(':conversationId/invite-link')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'renewGroupLink',
    summary: 'Make or renew the invite link of a group',
    description:
      'For owners and admins. The link before lets nobody in any more. It dies with the right of whoever made it.',
  })
  @ApiOkResponse({ type: GroupLinkDto })
  @ApiProblems(ConversationNotFound, RoleRequired, NotAGroup)
  renew(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string): Promise<GroupLinkDto> {
    return this.joining.renew(principal, id);
  }

  @Delete(':conversationId/invite-link')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'stopGroupLink',
    summary: 'Stop the invite link of a group',
    description: 'For owners and admins. Without a link nothing happens.',
  })
  @ApiNoContentResponse({ description: 'No link lets anybody in.' })
  @ApiProblems(ConversationNotFound, RoleRequired, NotAGroup)
  stop(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string): Promise<void> {
    return this.joining.stop(principal, id);
  }
}
