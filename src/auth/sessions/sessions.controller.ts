import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { PasswordTooCommon, SessionNotFound, WrongPassword } from '../auth.errors.js';
import { ChangePasswordDto } from '../dto/change-password.dto.js';
import { SessionListDto } from '../dto/session.dto.js';
import { PasswordChange } from '../passwords/password-change.service.js';
import { Sessions } from './sessions.service.js';
import { UserPermission } from '../../users/users.permissions.js';

/** My devices and my password. */
@ApiTags('sign-in')
@Controller('auth')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly passwords: PasswordChange,
  ) {}

  @Get('sessions')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'listSessions',
    summary: 'My devices',
    description: 'Where I am signed in, the last used first.',
  })
  @ApiOkResponse({ type: SessionListDto, description: 'My open sessions.' })
  list(@CurrentPrincipal() principal: Principal): Promise<SessionListDto> {
    return this.sessions.listOwn(principal);
  }

  @Delete('sessions')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'endOtherSessions',
    summary: 'Sign all my other devices out',
    description: 'Their tokens are refused at once and their sockets are closed. The session that asks goes on.',
  })
  @ApiNoContentResponse({ description: 'All other sessions have ended.' })
  endOthers(@CurrentPrincipal() principal: Principal, @Client() client: ClientInfo): Promise<void> {
    return this.sessions.endOthers(principal, client);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'endSession',
    summary: 'Sign one of my devices out',
    description: 'Its tokens are refused at once and its sockets are closed. It may be the one that asks.',
  })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @ApiProblems(SessionNotFound)
  end(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The session.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.sessions.endOwn(principal, id, client);
  }

  @Post('password')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change my password',
    description: 'Needs the current one. All my other sessions end; the one that asks goes on.',
  })
  @ApiNoContentResponse({ description: 'The password is changed.' })
  @ApiProblems(WrongPassword, PasswordTooCommon)
  changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: ChangePasswordDto,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.passwords.change(principal, dto, client);
  }
}
