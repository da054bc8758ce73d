import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { OriginRefused } from '../../core/http/origin.js';
import { Public } from '../../core/security/decorators.js';
import { EmailTaken, UsernameTaken } from '../../users/users.errors.js';
import {
  AlreadySetUp,
  InviteExpired,
  InviteInvalid,
  InviteNotFound,
  InviteUsed,
  InviteWithdrawn,
  PasswordTooCommon,
  RegistrationClosed,
  SetupTokenInvalid,
} from '../auth.errors.js';
import { InviteOfferDto } from '../dto/invite-offer.dto.js';
import { RegisterDto } from '../dto/register.dto.js';
import { SessionGrantDto } from '../dto/session-grant.dto.js';
import { SetUpDto } from '../dto/set-up.dto.js';
import { OwnOriginOnly } from '../sign-in/own-origin.guard.js';
import { SessionCookies, TokenCookies } from '../sign-in/session-cookies.js';
import { FirstAccount } from './first-account.service.js';
import { Invites } from './invites.service.js';
import { Registration } from './registration.service.js';

/** Making an account for oneself. */
@ApiTags('sign-in')
@OwnOriginOnly()
@Controller()
export class RegistrationController {
  constructor(
    private readonly firstAccount: FirstAccount,
    private readonly registration: Registration,
    private readonly invites: Invites,
  ) {}

  @Post('setup')
  @Public()
  @ApiOperation({
    operationId: 'setUp',
    summary: 'Create the owner account',
    description: 'Only while there are no accounts, and only with the token that the server prints. It is a superuser.',
  })
  @ApiCreatedResponse({ type: SessionGrantDto, description: 'The account is made and signed in.' })
  @ApiProblems(SetupTokenInvalid, AlreadySetUp, PasswordTooCommon, OriginRefused)
  async setUp(
    @Body() dto: SetUpDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    const from = { replacedTokens: cookies.replacedBy(dto.delivery) };
    return cookies.deliver(await this.firstAccount.setUp(dto, client, from), dto.delivery);
  }

  @Post('auth/register')
  @Public()
  @ApiOperation({
    operationId: 'register',
    summary: 'Make an account for oneself',
    description:
      'When registration is open, or with an open invitation, whatever the setting. After an invitation the answer names ' +
      'the direct conversation with whoever invited.',
  })
  @ApiCreatedResponse({ type: SessionGrantDto, description: 'The account is made and signed in.' })
  @ApiProblems(RegistrationClosed, InviteInvalid, UsernameTaken, EmailTaken, PasswordTooCommon, OriginRefused)
  async register(
    @Body() dto: RegisterDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    const from = { replacedTokens: cookies.replacedBy(dto.delivery) };
    return cookies.deliver(await this.registration.register(dto, client, from), dto.delivery);
  }

  @Get('invites/:token')
  @Public()
  @ApiOperation({
    operationId: 'getInvite',
    summary: 'Look at an invitation',
    description:
      'Who invites to which organisation, for which e-mail address and until when; or why the invitation of the link ' +
      'cannot be used any more. Looking does not use it.',
  })
  @ApiParam({ name: 'token', description: 'From the link.', schema: { type: 'string', minLength: 1, maxLength: 100 } })
  @ApiOkResponse({ type: InviteOfferDto, description: 'The invitation can be used.' })
  @ApiProblems(InviteNotFound, InviteUsed, InviteExpired, InviteWithdrawn)
  getInvite(@Param('token') token: string): Promise<InviteOfferDto> {
    return this.invites.look(token);
  }
}
