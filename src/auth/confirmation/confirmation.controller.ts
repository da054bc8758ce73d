import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { BeforeSecondFactor, CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { WrongPassword } from '../auth.errors.js';
import { PasskeyOptionsDto } from '../passkeys/dto/passkeys.dto.js';
import { ChallengeExpired, PasskeysOff, WrongCode } from '../second-factor/second-factor.errors.js';
import { Confirmation } from './confirmation.service.js';
import { ConfirmDto } from './dto/confirm.dto.js';

/** Saying once more who one is, before what a session that was left open must not do. */
@ApiTags('sign-in')
@Controller('auth/confirm')
export class ConfirmationController {
  constructor(private readonly confirmation: Confirmation) {}

  @Post()
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'confirmIdentity',
    summary: 'Confirm that it is me',
    description:
      'By my password, a code of my authenticator app, or a passkey; good for ten minutes in this session. A sign-in counts ' +
      'as one. Operations with `x-confirmation`, and some others for some of what they can be asked, answer ' +
      '`confirmation_required` with `methods` without it.',
  })
  @ApiNoContentResponse({ description: 'Confirmed.' })
  @ApiProblems(WrongPassword, WrongCode, ChallengeExpired, PasskeysOff)
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: ConfirmDto,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.confirmation.confirm(principal, dto, client);
  }

  @Post('options')
  @HttpCode(200)
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'getConfirmationOptions',
    summary: 'Ask what a passkey has to sign to confirm that it is me',
    description: 'For `POST /auth/confirm` with a passkey.',
  })
  @ApiOkResponse({ type: PasskeyOptionsDto, description: 'What to ask the browser with.' })
  @ApiProblems(PasskeysOff)
  options(@CurrentPrincipal() principal: Principal): Promise<PasskeyOptionsDto> {
    return this.confirmation.options(principal);
  }
}
