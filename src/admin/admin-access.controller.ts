import { Body, Controller, Delete, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SessionNotFound } from '../auth/auth.errors.js';
import { PasswordLinkDto } from '../auth/dto/password-link.dto.js';
import { SessionListDto } from '../auth/dto/session.dto.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UserNotFound } from '../users/users.errors.js';
import { AdminAccess } from './admin-access.service.js';
import {
  AccountAnonymised,
  AccountInactive,
  AccountProtected,
  OwnFactorReset,
  OwnPasswordLink,
} from './admin.errors.js';
import { ResetFactorDto } from './dto/reset-factor.dto.js';
import { RefusedActs } from './refused-acts.filter.js';
import { UserPermission } from '../users/users.permissions.js';

/** The passwords and sessions of others, for staff and superusers. */
@ApiTags('administration')
@UseFilters(RefusedActs)
@Controller('admin/users/:id')
export class AdminAccessController {
  constructor(private readonly access: AdminAccess) {}

  @Post('password-link')
  @RequirePermission(UserPermission.ManageSessions)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminCreatePasswordLink',
    summary: 'Make a link with which somebody chooses another password',
    description:
      'For somebody who is locked out. The answer holds the link, this once; it works once, for 24 hours, and takes the ' +
      'place of an earlier one. It ends with the right of who made it.',
  })
  @ApiCreatedResponse({ type: PasswordLinkDto, description: 'The link to hand over.' })
  @ApiProblems(UserNotFound, AccountProtected, AccountAnonymised, AccountInactive, OwnPasswordLink)
  createPasswordLink(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Client() client: ClientInfo,
  ): Promise<PasswordLinkDto> {
    return this.access.createPasswordLink(principal, id, client);
  }

  @Post('two-factor/reset')
  @HttpCode(204)
  @RequirePermission(UserPermission.ResetFactor)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminResetSecondFactor',
    summary: 'Take the second factors from somebody who lost them',
    description:
      'Their authenticator app, passkeys and recovery codes are gone, no device goes without asking any more, and they are ' +
      'signed out everywhere; the password stays. They are told. The reason is on record.',
  })
  @ApiNoContentResponse({ description: 'They sign in with their password alone.' })
  @ApiProblems(UserNotFound, AccountProtected, OwnFactorReset)
  resetSecondFactor(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Body() { reason }: ResetFactorDto,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.access.resetSecondFactor(principal, id, reason, client);
  }

  @Get('sessions')
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminListSessions',
    summary: 'Where somebody is signed in',
    description: 'Their open sessions, the last used first, for those who may end them.',
  })
  @ApiOkResponse({ type: SessionListDto, description: 'The open sessions.' })
  @ApiProblems(UserNotFound, AccountProtected)
  listSessions(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
  ): Promise<SessionListDto> {
    return this.access.listSessions(principal, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminEndSessions',
    summary: 'Sign somebody out everywhere',
    description: 'Their tokens are refused at once and their sockets are closed. They can sign in again.',
  })
  @ApiNoContentResponse({ description: 'All sessions have ended.' })
  @ApiProblems(UserNotFound, AccountProtected)
  endSessions(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.access.endSessions(principal, id, client);
  }

  @Delete('sessions/:sid')
  @HttpCode(204)
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminEndSession',
    summary: 'Sign somebody out on one device',
    description: 'Its tokens are refused at once and its sockets are closed.',
  })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @ApiProblems(UserNotFound, AccountProtected, SessionNotFound)
  endSession(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @IdParam('sid', 'The session.') sessionId: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.access.endSession(principal, id, sessionId, client);
  }
}
