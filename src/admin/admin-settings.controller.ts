import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { ConfirmationRequired } from '../core/security/confirmations.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { OrganisationSettingsDto, UpdateSettingsDto } from '../core/organisation/define-setting.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { AdminSettings } from './admin-settings.service.js';
import { AdminPermission } from './admin.permissions.js';
import { MailTestDto } from './mail-test/mail-test.dto.js';
import { MailTest } from './mail-test/mail-test.service.js';

/** The settings of the organisation, for superusers. */
@ApiTags('administration')
@Controller('admin/settings')
export class AdminSettingsController {
  constructor(
    private readonly settings: AdminSettings,
    private readonly mailTest: MailTest,
  ) {}

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
    description:
      'Changes the settings that are sent and leaves the others. Those about who comes in, and with what, need a confirmation.',
  })
  @ApiOkResponse({ type: OrganisationSettingsDto, description: 'The settings as they are now.' })
  @ApiProblems(ConfirmationRequired)
  update(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: UpdateSettingsDto,
    @Client() client: ClientInfo,
  ): Promise<OrganisationSettingsDto> {
    return this.settings.update(principal, dto, client);
  }

  @Post('test/mail')
  @HttpCode(200)
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminTestMail',
    summary: 'Send a test mail to oneself',
    description:
      'To the address of the account, at once; the answer says whether the mail server took it, and else why not.',
  })
  @ApiOkResponse({ type: MailTestDto, description: 'What came of it.' })
  testMail(@CurrentPrincipal() principal: Principal, @Client() client: ClientInfo): Promise<MailTestDto> {
    return this.mailTest.run(principal, client);
  }
}
