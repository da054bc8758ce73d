import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { OriginRefused } from '../../core/http/origin.js';
import {
  BeforeSecondFactor,
  CountedAsVisit,
  CountedByService,
  CurrentPrincipal,
  Public,
  RequirePermission,
} from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { InvalidCredentials, SessionEnded } from '../auth.errors.js';
import { LogInDto } from '../dto/log-in.dto.js';
import { RefreshSessionDto } from '../dto/refresh-session.dto.js';
import { SessionGrantDto } from '../dto/session-grant.dto.js';
import { SecondFactorRequired } from '../second-factor/second-factor.errors.js';
import { Sessions } from '../sessions/sessions.service.js';
import { OwnOriginOnly } from './own-origin.guard.js';
import { SessionCookies, TokenCookies } from './session-cookies.js';
import { SessionRefresh } from './session-refresh.service.js';
import { SignIn } from './sign-in.service.js';
import { UserPermission } from '../../users/users.permissions.js';

/** Signing in, staying signed in, signing out. */
@ApiTags('sign-in')
@OwnOriginOnly()
@Controller('auth')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessionRefresh: SessionRefresh,
    private readonly sessions: Sessions,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @CountedAsVisit()
  @ApiOperation({
    operationId: 'login',
    summary: 'Sign in',
    description:
      'With a username or an e-mail address. An unknown name, a wrong password and a deactivated account get the same ' +
      'answer. After too many failures the answer is 429; a device that signed in before is not held up by others. A ' +
      'session whose cookie is replaced ends (`replaced`). Somebody with a second factor gets `second_factor_required` with ' +
      '`challenge`, `methods` and, for a passkey, `passkeyOptions`; `POST /auth/second-factor` goes on.',
  })
  @ApiOkResponse({ type: SessionGrantDto, description: 'Signed in.' })
  @ApiProblems(InvalidCredentials, SecondFactorRequired, OriginRefused)
  async login(
    @Body() dto: LogInDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    const granted = await this.signIn.logIn(dto, client, {
      deviceToken: dto.deviceToken ?? cookies.deviceToken,
      replacedTokens: cookies.replacedBy(dto.delivery),
    });
    return cookies.deliver(granted, dto.delivery);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @CountedByService()
  @ApiOperation({
    operationId: 'refreshSession',
    summary: 'Get a new access token',
    description:
      'Hands out the next refresh token; the one before stays good until its successor is used, at most a minute, and ' +
      'returns the same successor, so that two tabs do not disturb each other. An older one ends the session.',
  })
  @ApiOkResponse({ type: SessionGrantDto, description: 'The session goes on.' })
  @ApiProblems(SessionEnded, OriginRefused)
  refresh(
    @Body() dto: RefreshSessionDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    return cookies.rotate(dto.refreshToken, (token) => this.sessionRefresh.refresh(token, client));
  }

  @Post('logout')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'logout',
    summary: 'Sign out',
    description:
      'Ends this session, and the one of the cookie should it be another: their tokens are refused at once and their ' +
      'sockets are closed.',
  })
  @ApiNoContentResponse({ description: 'Signed out.' })
  @ApiProblems(OriginRefused)
  async logout(
    @CurrentPrincipal() principal: Principal,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<void> {
    await this.sessions.endCurrent(principal, cookies.refreshTokens, client);
    cookies.forget();
  }
}
