import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { OriginRefused } from '../../core/http/origin.js';
import { CountedAsVisit, Public } from '../../core/security/decorators.js';
import { SessionGrantDto } from '../dto/session-grant.dto.js';
import { PasskeyOptionsDto, PasskeySignInDto } from '../passkeys/dto/passkeys.dto.js';
import { PasskeySignIn } from '../passkeys/passkey-sign-in.service.js';
import { AnswerChallengeDto } from '../second-factor/dto/second-factor.dto.js';
import { ChallengeExpired, PasskeysOff, WrongCode } from '../second-factor/second-factor.errors.js';
import { OwnOriginOnly } from './own-origin.guard.js';
import { SecondStep } from './second-step.service.js';
import { SessionCookies, TokenCookies } from './session-cookies.js';

/** The second step of a sign-in, and the one that needs no first. */
@ApiTags('sign-in')
@OwnOriginOnly()
@Controller('auth')
export class SecondStepController {
  constructor(
    private readonly secondStep: SecondStep,
    private readonly passkeySignIn: PasskeySignIn,
  ) {}

  @Post('second-factor')
  @HttpCode(200)
  @Public()
  @CountedAsVisit()
  @ApiOperation({
    operationId: 'answerSecondFactor',
    summary: 'Finish signing in with a second factor',
    description:
      'With the challenge of `second_factor_required`, which is good for five minutes and five tries. Wrong answers count as ' +
      'wrong passwords do. The session is the one that `POST /auth/login` gives.',
  })
  @ApiOkResponse({ type: SessionGrantDto, description: 'Signed in.' })
  @ApiProblems(WrongCode, ChallengeExpired, PasskeysOff, OriginRefused)
  async answer(
    @Body() dto: AnswerChallengeDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    const granted = await this.secondStep.answer(dto, client, {
      deviceToken: dto.deviceToken ?? cookies.deviceToken,
      replacedTokens: cookies.replacedBy(dto.delivery),
    });
    return cookies.deliver(granted, dto.delivery);
  }

  @Post('passkeys/sign-in/options')
  @HttpCode(200)
  @Public()
  @CountedAsVisit()
  @ApiOperation({
    operationId: 'getPasskeySignInOptions',
    summary: 'Begin to sign in with a passkey',
    description: 'What to ask the browser with, whoever it is.',
  })
  @ApiOkResponse({ type: PasskeyOptionsDto, description: 'What to ask the browser with.' })
  @ApiProblems(PasskeysOff, OriginRefused)
  options(): Promise<PasskeyOptionsDto> {
    return this.passkeySignIn.options();
  }

  @Post('passkeys/sign-in')
  @HttpCode(200)
  @Public()
  @CountedAsVisit()
  @ApiOperation({
    operationId: 'signInWithPasskey',
    summary: 'Sign in with a passkey',
    description:
      'Alone, where the device has made sure who uses it: neither a password nor a second factor is asked for.',
  })
  @ApiOkResponse({ type: SessionGrantDto, description: 'Signed in.' })
  @ApiProblems(WrongCode, ChallengeExpired, PasskeysOff, OriginRefused)
  async signIn(
    @Body() dto: PasskeySignInDto,
    @Client() client: ClientInfo,
    @TokenCookies() cookies: SessionCookies,
  ): Promise<SessionGrantDto> {
    const granted = await this.passkeySignIn.signIn(dto, client, {
      deviceToken: dto.deviceToken ?? cookies.deviceToken,
      replacedTokens: cookies.replacedBy(dto.delivery),
    });
    return cookies.deliver(granted, dto.delivery);
  }
}
