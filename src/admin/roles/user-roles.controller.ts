import { Controller, Delete, Get, HttpCode, HttpStatus, Put, UseFilters } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserNotFound } from '../../users/users.errors.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AccountAnonymised, AccountProtected, LastSuperuser, RoleGrantDenied } from '../admin.errors.js';
import { RefusedActs } from '../refused-acts.filter.js';
import { HeldPermissionsDto } from './dto/role.dto.js';
import { HeldPermissions } from './held-permissions.service.js';
import { PermissionNotHeld, RoleBuiltIn, RoleNotFound } from './roles.errors.js';
import { RolePermission } from './roles.permissions.js';
import { RolesService } from './roles.service.js';

const ID = 'The account.';

/** What one person may do. */
@ApiTags('administration')
@UseFilters(RefusedActs)
@Controller('admin/users/:id')
export class UserRolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly held: HeldPermissions,
  ) {}

  @Get('permissions')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListUserPermissions',
    summary: 'What somebody may do, and why',
    description: 'Each permission that the account has, with the roles that give it.',
  })
  @ApiOkResponse({ type: HeldPermissionsDto })
  @ApiProblems(UserNotFound)
  permissions(@IdParam('id', ID) id: string): Promise<HeldPermissionsDto> {
    return this.held.of(id);
  }

  @Put('roles/:roleId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(RolePermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminGrantRole',
    summary: 'Give somebody a role',
    description:
      'They may do what it lets people do within a second. One gives only what one holds; the roles staff and superuser, ' +
      'which are the flags of the account, only a superuser. To give it twice is to give it once.',
  })
  @ApiNoContentResponse({ description: 'They have the role.' })
  @ApiProblems(
    UserNotFound,
    RoleNotFound,
    RoleBuiltIn,
    AccountProtected,
    AccountAnonymised,
    PermissionNotHeld,
    RoleGrantDenied,
  )
  grant(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @IdParam('roleId', 'The role.') roleId: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.roles.grant(principal, id, roleId, client);
  }

  @Delete('roles/:roleId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(RolePermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminTakeRole',
    summary: 'Take a role from somebody',
    description:
      'What it let them do ends within a second, and what they made with it: open invitations, password links.',
  })
  @ApiNoContentResponse({ description: 'They do not have the role.' })
  @ApiProblems(
    UserNotFound,
    RoleNotFound,
    RoleBuiltIn,
    AccountProtected,
    AccountAnonymised,
    PermissionNotHeld,
    RoleGrantDenied,
    LastSuperuser,
  )
  take(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @IdParam('roleId', 'The role.') roleId: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.roles.revoke(principal, id, roleId, client);
  }
}
