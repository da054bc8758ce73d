import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { BeforeSecondFactor, CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import {
  ChallengeExpired,
  PasskeyNotFound,
  PasskeyRefused,
  PasskeysOff,
  TooManyPasskeys,
} from '../second-factor/second-factor.errors.js';
import {
  AddedPasskeyDto,
  AddPasskeyDto,
  PasskeyListDto,
  PasskeyOptionsDto,
  RenamePasskeyDto,
} from './dto/passkeys.dto.js';
import { Passkeys } from './passkeys.service.js';

/** My passkeys. */
@ApiTags('sign-in')
@Controller('auth/passkeys')
export class PasskeysController {
  constructor(private readonly passkeys: Passkeys) {}

  @Get()
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({ operationId: 'listPasskeys', summary: 'My passkeys', description: 'The oldest first.' })
  @ApiOkResponse({ type: PasskeyListDto, description: 'My passkeys.' })
  list(@CurrentPrincipal() principal: Principal): Promise<PasskeyListDto> {
    return this.passkeys.list(principal);
  }

  @Post('options')
  @HttpCode(200)
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'getPasskeyOptions',
    summary: 'Begin to add a passkey',
    description: 'What to ask the browser with. `features.passkeys` of `/meta` says whether this server has passkeys.',
  })
  @ApiOkResponse({ type: PasskeyOptionsDto, description: 'What to ask the browser with.' })
  @ApiProblems(PasskeysOff)
  options(@CurrentPrincipal() principal: Principal): Promise<PasskeyOptionsDto> {
    return this.passkeys.options(principal);
  }

  @Post()
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @BeforeSecondFactor()
  @ApiOperation({
    operationId: 'addPasskey',
    summary: 'Add a passkey',
    description:
      'It signs in alone, and is asked for after the password from now on. The first factor comes with recovery codes.',
  })
  @ApiCreatedResponse({ type: AddedPasskeyDto, description: 'The passkey is added.' })
  @ApiProblems(PasskeysOff, ChallengeExpired, PasskeyRefused, TooManyPasskeys)
  add(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: AddPasskeyDto,
    @Client() client: ClientInfo,
  ): Promise<AddedPasskeyDto> {
    return this.passkeys.add(principal, dto, client);
  }

  @Patch(':id')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({ operationId: 'renamePasskey', summary: 'Rename a passkey', description: 'To tell it from others.' })
  @ApiNoContentResponse({ description: 'It has the name.' })
  @ApiProblems(PasskeyNotFound)
  rename(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The passkey.') id: string,
    @Body() { name }: RenamePasskeyDto,
  ): Promise<void> {
    return this.passkeys.rename(principal, id, name);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'removePasskey',
    summary: 'Remove a passkey',
    description: 'It opens nothing any more. What the device keeps of it is for its owner to delete.',
  })
  @ApiNoContentResponse({ description: 'It is removed.' })
  @ApiProblems(PasskeyNotFound)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The passkey.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.passkeys.remove(principal, id, client);
  }
}
