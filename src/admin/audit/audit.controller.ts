import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { AuditExport } from './audit-export.service.js';
import { AuditLog } from './audit-log.service.js';
import { AuditEntryNotFound, InvalidQualifier, UnknownQualifier } from './audit.errors.js';
import { AuditPermission } from './audit.permissions.js';
import {
  AuditEntryDto,
  AuditPageDto,
  AuditVerdictDto,
  ExportAuditQuery,
  type ExportFormat,
  ListAuditQuery,
} from './dto/audit.dto.js';

const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv', jsonl: 'application/jsonl' };
const TEXT = { schema: { type: 'string' } };

/** What was done, for those who look after those who do it. */
@ApiTags('administration')
@Controller('admin/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly exports: AuditExport,
  ) {}

  @Get()
  @RequirePermission(AuditPermission.Read)
  @ApiOperation({
    operationId: 'adminListAudit',
    summary: 'Read the audit log',
    description: 'What was done, newest first, with who and what it was about. Everything that is asked for must fit.',
  })
  @ApiOkResponse({ type: AuditPageDto })
  @ApiProblems(UnknownQualifier, InvalidQualifier)
  list(@Query() query: ListAuditQuery): Promise<AuditPageDto> {
    return this.log.page(query);
  }

  @Get('verify')
  @RequirePermission(AuditPermission.Read)
  @ApiOperation({
    operationId: 'adminVerifyAudit',
    summary: 'Check that nobody changed the audit log',
    description: 'Computes the hash of every entry anew. Takes about a second for 50,000 entries.',
  })
  @ApiOkResponse({ type: AuditVerdictDto })
  verify(): Promise<AuditVerdictDto> {
    return this.log.verify();
  }

  @Get('export')
  @RequirePermission(AuditPermission.Export)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminExportAudit',
    summary: 'Download the audit log',
    description:
      'All entries that the list would show for the same search, with usernames beside ids. No cell of the table is ' +
      'computed by spreadsheets. The export is put on record first.',
  })
  @ApiOkResponse({
    description: 'The entries, newest first.',
    content: { 'text/csv': TEXT, 'application/jsonl': TEXT },
  })
  @ApiProblems(UnknownQualifier, InvalidQualifier)
  async export(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ExportAuditQuery,
    @Client() client: ClientInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.exports.begin(principal, query, client);
    await reply
      .header('content-type', `${TYPES[query.format]}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="audit.${query.format}"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(text));
  }

  @Get(':id')
  @RequirePermission(AuditPermission.Read)
  @ApiOperation({ operationId: 'adminGetAuditEntry', summary: 'One entry of the audit log', description: 'In full.' })
  @ApiOkResponse({ type: AuditEntryDto })
  @ApiProblems(AuditEntryNotFound)
  get(@IdParam('id', 'The entry.') id: string): Promise<AuditEntryDto> {
    return this.log.get(id);
  }
}
