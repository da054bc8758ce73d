import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { OrganisationSettingsDto, UpdateSettingsDto } from '../../core/organisation/define-setting.js';
import { ConfirmationRequired } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { NotRestorable, SettingChangeNotFound, SettingsStale } from '../admin.errors.js';
import { AdminSettings } from './settings.service.js';
import { AdminPermission } from '../admin.permissions.js';
import { ListSettingChangesQuery, RestoreSettingDto, SettingChangePageDto } from './dto/settings.dto.js';
import { StorageTestDto } from './dto/storage-test.dto.js';
import { SettingHistory } from './setting-history.service.js';
import { StorageTest } from './storage-test.service.js';
import { MailTestDto } from './dto/mail-test.dto.js';
import { MailTest } from './mail-test.service.js';

/** The settings of the organisation, for superusers. */
@ApiTags('administration')
@Controller('admin/settings')
export class AdminSettingsController {
  constructor(
    private readonly settings: AdminSettings,
    private readonly history: SettingHistory,
    private readonly mailTest: MailTest,
    private readonly storageTest: StorageTest,
  ) {}

  @Get()
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminGetSettings',
    summary: 'The settings of the organisation',
    description:
      'What superusers decide for everybody, and what an operator decided, with where each comes from. Secrets are shown to nobody.',
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
      'Changes the settings that are sent and leaves the others; all of it or nothing. Those about who comes in, and with what, ' +
      'need a confirmation.',
  })
  @ApiOkResponse({ type: OrganisationSettingsDto, description: 'The settings as they are now.' })
  @ApiProblems(SettingsStale, ConfirmationRequired)
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

  @Post('test/storage')
  @HttpCode(200)
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminTestStorage',
    summary: 'Try out where files are kept',
    description: 'Keeps a small file, reads it whole and in part, and removes it; says what failed, and why.',
  })
  @ApiOkResponse({ type: StorageTestDto, description: 'What came of it.' })
  testStorage(@CurrentPrincipal() principal: Principal, @Client() client: ClientInfo): Promise<StorageTestDto> {
    return this.storageTest.run(principal, client);
  }

  @Get('history')
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminListSettingChanges',
    summary: 'What settings were before',
    description: 'Each change of each setting, newest first, with who made it.',
  })
  @ApiOkResponse({ type: SettingChangePageDto, description: 'A page of changes.' })
  listChanges(@Query() query: ListSettingChangesQuery): Promise<SettingChangePageDto> {
    return this.history.page(query);
  }

  @Post('history/:id/restore')
  @HttpCode(200)
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminRestoreSetting',
    summary: 'Undo a change of a setting',
    description: 'Makes the setting what it was before that change, where it still can be; the others stay.',
  })
  @ApiOkResponse({ type: OrganisationSettingsDto, description: 'The settings as they are now.' })
  @ApiProblems(SettingChangeNotFound, NotRestorable, SettingsStale, ConfirmationRequired)
  restore(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The change.') id: string,
    @Body() { ifVersion }: RestoreSettingDto,
    @Client() client: ClientInfo,
  ): Promise<OrganisationSettingsDto> {
    return this.history.restore(principal, id, ifVersion, client);
  }
}
