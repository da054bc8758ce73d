import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { InviteNotFound, RegistrationClosed } from '../auth/auth.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { AdminInvites } from './admin-invites.service.js';
import { CreateInviteDto, InvitePageDto, NewInviteDto, NewInvitesDto } from './dto/invites.dto.js';
import { InvitePermission } from '../auth/registration/invites.permissions.js';

/** Invitations to make an account. */
@ApiTags('administration')
@Controller('admin/invites')
export class AdminInvitesController {
  constructor(private readonly invites: AdminInvites) {}

  @Get()
  @RequirePermission(InvitePermission.Manage)
  @ApiOperation({
    operationId: 'adminListInvites',
    summary: 'List invitations',
    description: 'All invitations, the newest first. Their tokens are not kept and cannot be shown again.',
  })
  @ApiOkResponse({ type: InvitePageDto, description: 'One page of invitations.' })
  list(@Query() query: PageQuery): Promise<InvitePageDto> {
    return this.invites.list(query);
  }

  @Post()
  @RequirePermission(InvitePermission.Manage)
  @ApiOperation({
    operationId: 'adminCreateInvite',
    summary: 'Invite somebody',
    description:
      'The answer holds the link, this once; with `emails` it is `{items}`, an invitation for each. While registration ' +
      'is `closed` nobody can be invited; invitations that are open stay good. They end with the right of who made them.',
  })
  @ApiExtraModels(NewInviteDto, NewInvitesDto)
  @ApiCreatedResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(NewInviteDto) }, { $ref: getSchemaPath(NewInvitesDto) }] },
    description: 'The invitation and its link, or one for each address.',
  })
  @ApiProblems(RegistrationClosed)
  create(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: CreateInviteDto,
    @Client() client: ClientInfo,
  ): Promise<NewInviteDto | NewInvitesDto> {
    return this.invites.create(principal, dto, client);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission(InvitePermission.Manage)
  @ApiOperation({
    operationId: 'adminRevokeInvite',
    summary: 'Take an invitation back',
    description: 'It cannot be used any more. Accounts that were made with it stay.',
  })
  @ApiNoContentResponse({ description: 'The invitation is revoked.' })
  @ApiProblems(InviteNotFound)
  revoke(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The invitation.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.invites.revoke(principal, id, client);
  }
}
