import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountAnonymised, AccountProtected, LastSuperuser } from '../admin/admin.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { MessageDeleted, MessageNotFound } from '../messages/messages.errors.js';
import { DecideReportDto } from './dto/decide-report.dto.js';
import { ListReportsQuery, ReportDetailsDto, ReportDto, ReportPageDto } from './dto/reports.dto.js';
import { ReportDecisions } from './report-decisions.service.js';
import { ReportQueue } from './report-queue.service.js';
import { NoOtherModerator, OwnReport, ReportNotFound, ReportStale } from './reports.errors.js';
import { ReportPermission } from './reports.permissions.js';

const ID = 'The report.';

/** What people reported, for those who decide about it. */
@ApiTags('administration')
@Controller('admin/reports')
export class AdminReportsController {
  constructor(
    private readonly queue: ReportQueue,
    private readonly decisions: ReportDecisions,
  ) {}

  @Get()
  @RequirePermission(ReportPermission.Manage)
  @ApiOperation({
    operationId: 'adminListReports',
    summary: 'List reported messages',
    description: 'What was reported last first, one entry for each message, without what it says.',
  })
  @ApiOkResponse({ type: ReportPageDto })
  list(@Query() query: ListReportsQuery): Promise<ReportPageDto> {
    return this.queue.page(query);
  }

  @Get(':id')
  @RequirePermission(ReportPermission.Manage)
  @ApiOperation({
    operationId: 'adminGetReport',
    summary: 'Look at a reported message',
    description:
      'What it said when it was reported, who reported it and why, and five messages before and five after as they are now. ' +
      'Each look is put on record first.',
  })
  @ApiOkResponse({ type: ReportDetailsDto })
  @ApiProblems(ReportNotFound)
  look(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<ReportDetailsDto> {
    return this.queue.look(principal, id, client);
  }

  @Patch(':id')
  @RequirePermission(ReportPermission.Manage)
  @ApiOperation({
    operationId: 'adminDecideReport',
    summary: 'Decide about a reported message',
    description:
      'All or nothing. `delete` also takes `message.moderate`, `deactivate` takes `user.manage` and every permission that ' +
      'the account has. Whoever reported it is told that somebody looked, not what came of it.',
  })
  @ApiOkResponse({ type: ReportDto, description: 'The report as it is now.' })
  @ApiProblems(
    ...[ReportNotFound, ReportStale, OwnReport, NoOtherModerator, MessageNotFound, MessageDeleted],
    ...[AccountProtected, AccountAnonymised, LastSuperuser],
  )
  decide(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: DecideReportDto,
    @Client() client: ClientInfo,
  ): Promise<ReportDto> {
    return this.decisions.decide(principal, id, dto, client);
  }
}
