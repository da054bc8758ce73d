import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { OrganisationSettingsDto, UpdateSettingsDto } from '../core/organisation/define-setting.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { AdminSettings } from './admin-settings.service.js';
import { AdminPermission } from './admin.permissions.js';

/** The settings of the organisation, for superusers. */
@ApiTags('administration')
@Controller('admin/settings')
export class AdminSettingsController {
  constructor(private readonly settings: AdminSettings) {}

  @Get()
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminGetSettings',
    summary: 'The settings of the organisation',
    description: 'What superusers decide for everybody.',
  })
  @ApiOkResponse({ type: OrganisationSettingsDto, description: 'The settings.' })
  get(): Promise<OrganisationSettingsDto> {
    return this.settings.get();
  }

  @Patch()
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminUpdateSettings',
    summary: 'Change the settings of the organisation',
    description: 'Changes the settings that are sent and leaves the others.',
  })
  @ApiOkResponse({ type: OrganisationSettingsDto, description: 'The settings as they are now.' })
  update(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: UpdateSettingsDto,
    @Client() client: ClientInfo,
  ): Promise<OrganisationSettingsDto> {
    return this.settings.update(principal, dto, client);
  }
}
