import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AccountExport } from './account-export.service.js';
import { AccountListService } from './account-list.service.js';
import { ExportAccountsQuery } from './dto/export-accounts.dto.js';
import { AccountFilterQuery, AccountPageDto } from './dto/list-accounts.dto.js';

const DISPOSITION = 'attachment; filename="people.csv"';
const CSV = { content: { 'text/csv': { schema: { type: 'string' } } } };

/** The list of everybody's accounts. */
@ApiTags('administration')
@Controller('admin/users')
export class AccountListController {
  constructor(
    private readonly accounts: AccountListService,
    private readonly exporting: AccountExport,
  ) {}

  @Get()
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListUsers',
    summary: 'List accounts',
    description: 'The accounts that match all that is asked for, a page at a time, with the number of all that do.',
  })
  @ApiOkResponse({ type: AccountPageDto, description: 'One page of accounts.' })
  list(@Query() query: AccountFilterQuery): Promise<AccountPageDto> {
    return this.accounts.list(query);
  }

  @Get('export')
  @RequirePermission(UserPermission.Export)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminExportUsers',
    summary: 'Save the list of accounts as a file',
    description:
      'The accounts that match, as CSV in UTF-8 with a header, written while it is read. What a program for tables would ' +
      "take for a formula has an apostrophe (') before it. That it was saved is on record, with the filter and the number.",
  })
  @ApiOkResponse({ description: 'The file.', ...CSV })
  async export(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ExportAccountsQuery,
    @Client() client: ClientInfo,
  ): Promise<StreamableFile> {
    const stream = await this.exporting.csv(principal, query, client);
    return new StreamableFile(stream, { type: 'text/csv; charset=utf-8', disposition: DISPOSITION });
  }
}
