import { Body, Controller, Get, Patch, Post, UseFilters } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PasswordTooCommon } from '../auth/auth.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { ConfirmationRequired } from '../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UserDto } from '../users/dto/user.dto.js';
import { EmailTaken, UsernameTaken, UserNotFound } from '../users/users.errors.js';
import { AdminUsers } from './admin-users.service.js';
import {
  AccountAnonymised,
  AccountProtected,
  LastSuperuser,
  OwnDeactivation,
  RoleGrantDenied,
} from './admin.errors.js';
import { AccountListService } from './list/account-list.service.js';
import { ListedAccountDto } from './list/dto/list-accounts.dto.js';
import { RefusedActs } from './refused-acts.filter.js';
import { CreateAccountDto } from './dto/create-account.dto.js';
import { UpdateAccountDto } from './dto/update-account.dto.js';
import { UserPermission } from '../users/users.permissions.js';

/** The accounts of everybody, for staff and superusers. */
@ApiTags('administration')
@UseFilters(RefusedActs)
@Controller('admin/users')
export class AdminUsersController {
  constructor(
    private readonly users: AdminUsers,
    private readonly accounts: AccountListService,
  ) {}

  @Post()
  @RequirePermission(UserPermission.Manage)
  @ApiOperation({
    operationId: 'adminCreateUser',
    summary: 'Make an account for somebody',
    description:
      'They can sign in at once. Only a superuser makes staff and superusers, and has to confirm that it is them.',
  })
  @ApiCreatedResponse({ type: UserDto, description: 'The account is made.' })
  @ApiProblems(UsernameTaken, EmailTaken, PasswordTooCommon, RoleGrantDenied, ConfirmationRequired)
  create(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: CreateAccountDto,
    @Client() client: ClientInfo,
  ): Promise<UserDto> {
    return this.users.create(principal, dto, client);
  }

  @Get(':id')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminGetUser',
    summary: 'One account',
    description: 'The account as the list shows it.',
  })
  @ApiOkResponse({ type: ListedAccountDto, description: 'The account.' })
  @ApiProblems(UserNotFound)
  get(@IdParam('id', 'The account.') id: string): Promise<ListedAccountDto> {
    return this.accounts.get(id);
  }

  @Patch(':id')
  @RequirePermission(UserPermission.Manage)
  @ApiOperation({
    operationId: 'adminUpdateUser',
    summary: 'Change an account',
    description:
      'Changes the fields that are sent. Deactivating ends every session within a second, and hands over groups that would ' +
      'have no owner. Staff cannot change staff or superusers, nobody deactivates themselves, and the last superuser stays one. Another address or flag needs a confirmation.',
  })
  @ApiOkResponse({ type: UserDto, description: 'The account as it is now.' })
  @ApiProblems(
    UserNotFound,
    EmailTaken,
    AccountProtected,
    AccountAnonymised,
    RoleGrantDenied,
    LastSuperuser,
    OwnDeactivation,
    ConfirmationRequired,
  )
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The account.') id: string,
    @Body() dto: UpdateAccountDto,
    @Client() client: ClientInfo,
  ): Promise<UserDto> {
    return this.users.update(principal, id, dto, client);
  }
}
