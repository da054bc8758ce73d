import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { BeforeSecondFactor, CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { WrongPassword } from '../auth.errors.js';
import { Confirmation } from '../confirmation/confirmation.service.js';
import {
  ConfirmTotpDto,
  NewTotpDto,
  RecoveryCodesDto,
  RemoveTotpDto,
  SecondFactorDto,
} from './dto/second-factor.dto.js';
import { NoSecondFactor, TotpAlreadyOn, TotpNotFound, WrongCode } from './second-factor.errors.js';
import { SecondFactorPolicy } from './second-factor-policy.service.js';
import { SecondFactors } from './second-factors.service.js';

/** What I prove myself with besides my password. */
@ApiTags('sign-in')
@Controller('auth')
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly policy: SecondFactorPolicy,
    private readonly confirmation: Confirmation,
  ) {}

  @Get('second-factor')
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'getSecondFactor',
    summary: 'My second factors',
    description: 'What I can prove myself with besides my password, and until when I have to set something up.',
  })
  @ApiOkResponse({ type: SecondFactorDto, description: 'What there is.' })
  get(@CurrentPrincipal() principal: Principal): Promise<SecondFactorDto> {
    return this.policy.describe(principal);
  }

  @Post('totp')
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'startTotp',
    summary: 'Begin to set up an authenticator app',
    description:
      'Nothing changes until a code of the app was sent to `POST /auth/totp/confirm`; beginning again voids the secret.',
  })
  @ApiCreatedResponse({ type: NewTotpDto, description: 'What the app has to know, shown this once.' })
  @ApiProblems(TotpAlreadyOn)
  start(@CurrentPrincipal() principal: Principal): Promise<NewTotpDto> {
    return this.factors.startTotp(principal);
  }

  @Post('totp/confirm')
  @HttpCode(200)
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'confirmTotp',
    summary: 'Finish setting up an authenticator app',
    description: 'From now on a sign-in needs its code. The answer holds ten recovery codes, this once.',
  })
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'The app is asked for from now on.' })
  @ApiProblems(TotpNotFound, TotpAlreadyOn, WrongCode)
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Body() { code }: ConfirmTotpDto,
    @Client() client: ClientInfo,
  ): Promise<RecoveryCodesDto> {
    return this.factors.confirmTotp(principal, code, client);
  }

  @Delete('totp')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'removeTotp',
    summary: 'Remove my authenticator app',
    description: 'With my password and a code of it or a recovery code, which is confirmation enough.',
  })
  @ApiNoContentResponse({ description: 'It is not asked for any more.' })
  @ApiProblems(WrongPassword, WrongCode, TotpNotFound)
  remove(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: RemoveTotpDto,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.confirmation.removeTotp(principal, dto, client);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'renewRecoveryCodes',
    summary: 'Get new recovery codes',
    description: 'Ten new ones, shown this once; the old are void.',
  })
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'The new codes.' })
  @ApiProblems(NoSecondFactor)
  renew(@CurrentPrincipal() principal: Principal, @Client() client: ClientInfo): Promise<RecoveryCodesDto> {
    return this.factors.renewCodes(principal, client);
  }
}
