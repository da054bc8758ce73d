import { Body, Controller, Get, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { PageQuery } from '../../core/http/page.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserDto } from '../../users/dto/user.dto.js';
import { UserNotFound } from '../../users/users.errors.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AccountAnonymised, AccountProtected, LastSuperuser, NotConfirmed, OwnAnonymisation } from '../admin.errors.js';
import { RefusedActs } from '../refused-acts.filter.js';
import { AccountAnonymisation } from './account-anonymisation.service.js';
import { AccountEffects } from './account-effects.service.js';
import { AccountEffectsDto } from './dto/account-effects.dto.js';
import { AnonymiseAccountDto } from './dto/anonymise-account.dto.js';
import { SignInPageDto } from './dto/sign-ins.dto.js';
import { PersonTraceDto } from '../../notifications/dto/trace.dto.js';
import { NotifiedPerson } from './notified-person.service.js';
import { SignInHistory } from './sign-in-history.service.js';

/** What there is to know of one account before something is done to it, and its end. */
@ApiTags('administration')
@UseFilters(RefusedActs)
@Controller('admin/users/:id')
export class PersonController {
  constructor(
    private readonly effects: AccountEffects,
    private readonly signIns: SignInHistory,
    private readonly notified: NotifiedPerson,
    private readonly anonymisation: AccountAnonymisation,
  ) {}

  @Get('effects')
  @RequirePermission(UserPermission.Manage)
  @ApiOperation({
    operationId: 'adminGetEffects',
    summary: 'What hangs on an account',
    description:
      'What would end and what would pass to others if it were deactivated or anonymised, how much it stores and what it ' +
      'owns. Numbers and names alone, nothing of what was written.',
  })
  @ApiOkResponse({ type: AccountEffectsDto, description: 'As it is now.' })
  @ApiProblems(UserNotFound, AccountProtected)
  getEffects(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
  ): Promise<AccountEffectsDto> {
    return this.effects.of(principal, id);
  }

  @Get('notifications')
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminGetNotifications',
    summary: 'Whether notifications reach somebody',
    description:
      'Their devices, what they chose to be mailed, and what was tried in the last two weeks with what was answered. Nothing of what it ' +
      'was about.',
  })
  @ApiOkResponse({ type: PersonTraceDto, description: 'As it is now.' })
  @ApiProblems(UserNotFound, AccountProtected)
  getNotifications(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
  ): Promise<PersonTraceDto> {
    return this.notified.of(principal, id);
  }

  @Get('sign-ins')
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminListSignIns',
    summary: 'How somebody came in, and who tried to',
    description: 'Newest first, from the audit log: from where and with which device.',
  })
  @ApiOkResponse({ type: SignInPageDto, description: 'One page.' })
  @ApiProblems(UserNotFound, AccountProtected)
  listSignIns(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Query() query: PageQuery,
  ): Promise<SignInPageDto> {
    return this.signIns.page(principal, id, query);
  }

  @Post('unlock')
  @HttpCode(204)
  @RequirePermission(UserPermission.ManageSessions)
  @ApiOperation({
    operationId: 'adminUnlockUser',
    summary: 'Let somebody in again after too many wrong guesses',
    description:
      'What failed at the account is forgotten, so that devices which never signed in there may try again at once. Nothing ' +
      'happens where nothing failed.',
  })
  @ApiNoContentResponse({ description: 'The account is not locked.' })
  @ApiProblems(UserNotFound, AccountProtected)
  unlock(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.signIns.unlock(principal, id, client);
  }

  @Post('anonymise')
  @HttpCode(200)
  @RequirePermission(UserPermission.Anonymise)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminAnonymiseUser',
    summary: 'Take the name from an account, for good',
    description:
      'The account is deactivated and signed out; its name, address, picture, profile, roles, drafts, saved and scheduled ' +
      'messages and preferences are gone. What the person wrote stays, as written by a former member; groups that would have ' +
      'no owner are handed over. It cannot be undone. Nobody does it to themselves, and the last superuser stays one.',
  })
  @ApiOkResponse({ type: UserDto, description: 'What is left of the account.' })
  @ApiProblems(UserNotFound, AccountProtected, AccountAnonymised, OwnAnonymisation, LastSuperuser, NotConfirmed)
  anonymise(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Body() dto: AnonymiseAccountDto,
    @Client() client: ClientInfo,
  ): Promise<UserDto> {
    return this.anonymisation.anonymise(principal, id, dto, client);
  }
}
