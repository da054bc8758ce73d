import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../core/security/decorators.js';
import { NewcomerGroupsDto } from '../messages/joining/dto/newcomer-groups.dto.js';
import { NewcomerGroups } from '../messages/joining/newcomers/newcomer-groups.js';
import { AdminPermission } from './admin.permissions.js';

/** What became of the groups that newcomers are in from the start; they are chosen in the settings. */
@ApiTags('administration')
@Controller('admin/newcomer-groups')
export class AdminNewcomersController {
  constructor(private readonly groups: NewcomerGroups) {}

  @Get()
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminListNewcomerGroups',
    summary: 'The groups that newcomers are in from the start',
    description: 'Those of the setting `newcomerGroups`. One that is not listed any more is passed over.',
  })
  @ApiOkResponse({ type: NewcomerGroupsDto })
  async list(): Promise<NewcomerGroupsDto> {
    return { items: await this.groups.chosen() };
  }
}
