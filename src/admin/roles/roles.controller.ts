import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { CreateRoleDto, PermissionListDto, RoleDto, RoleListDto, UpdateRoleDto } from './dto/role.dto.js';
import { PermissionNotHeld, RoleBuiltIn, RoleKeyTaken, RoleNotFound, RoleStale, TooManyRoles } from './roles.errors.js';
import { RolePermission } from './roles.permissions.js';
import { RolesService } from './roles.service.js';

const ID = 'The role.';

/** Who may do what in the organisation, by name. */
@ApiTags('administration')
@Controller('admin')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get('permissions')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListPermissions',
    summary: 'List what people can be allowed to do',
    description: 'Every permission, by name, with who has it without any role.',
  })
  @ApiOkResponse({ type: PermissionListDto })
  permissions(): PermissionListDto {
    return this.roles.permissions();
  }

  @Get('roles')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListRoles',
    summary: 'List roles',
    description: 'Those that come with Parley first, then the organisation’s own by name; at most 100.',
  })
  @ApiOkResponse({ type: RoleListDto })
  list(): Promise<RoleListDto> {
    return this.roles.list();
  }

  @Post('roles')
  @RequirePermission(RolePermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminCreateRole',
    summary: 'Make a role',
    description: 'Nobody has it until it is granted. It can hold only what its maker may do.',
  })
  @ApiCreatedResponse({ type: RoleDto, description: 'The role is made.' })
  @ApiProblems(RoleKeyTaken, PermissionNotHeld, TooManyRoles)
  create(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: CreateRoleDto,
    @Client() client: ClientInfo,
  ): Promise<RoleDto> {
    return this.roles.create(principal, dto, client);
  }

  @Get('roles/:id')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({ operationId: 'adminGetRole', summary: 'One role', description: 'The role, and how many have it.' })
  @ApiOkResponse({ type: RoleDto })
  @ApiProblems(RoleNotFound)
  get(@IdParam('id', ID) id: string): Promise<RoleDto> {
    return this.roles.get(id);
  }

  @Patch('roles/:id')
  @RequirePermission(RolePermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminUpdateRole',
    summary: 'Change a role',
    description:
      'Changes the fields that are sent, for everybody who has the role, within a second. Whoever changes it may do ' +
      'everything that it lets people do before and after.',
  })
  @ApiOkResponse({ type: RoleDto, description: 'The role as it is now.' })
  @ApiProblems(RoleNotFound, RoleBuiltIn, RoleStale, PermissionNotHeld)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: UpdateRoleDto,
    @Client() client: ClientInfo,
  ): Promise<RoleDto> {
    return this.roles.update(principal, id, dto, client);
  }

  @Delete('roles/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(RolePermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminDeleteRole',
    summary: 'Delete a role',
    description: 'Everybody who has it loses what it let them do, within a second.',
  })
  @ApiNoContentResponse({ description: 'There is no such role any more.' })
  @ApiProblems(RoleNotFound, RoleBuiltIn, PermissionNotHeld)
  delete(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.roles.delete(principal, id, client);
  }
}
