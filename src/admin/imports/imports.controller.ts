import type { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, HttpStatus, Patch, Post, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PayloadTooLarge } from '../../core/errors/request-problems.js';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { type IncomingUpload, Upload } from '../../core/http/uploads.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission, TakesFile } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { StartedJobDto } from '../jobs/dto/admin-job.dto.js';
import { TooManyJobs } from '../jobs/jobs.errors.js';
import { CheckImportDto, ImportDto } from './dto/import.dto.js';
import { ImportFiles } from './import-files.service.js';
import {
  ImportBegun,
  ImportNotChecked,
  ImportNotFound,
  ImportRowTooLong,
  ImportTooLong,
  ImportUnreadable,
  ImportWithoutLinks,
  ImportWithoutPeople,
} from './imports.errors.js';
import { Imports } from './imports.service.js';
import { takenWhole } from './taken-whole.js';

const ID = 'The import.';
const CSV = { content: { 'text/csv': { schema: { type: 'string' } } } };
const FORM = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' } },
};

/** Accounts from a file. */
@ApiTags('administration')
@Controller('admin/imports')
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly files: ImportFiles,
  ) {}

  @Post()
  @RequirePermission(UserPermission.Import)
  @TakesFile()
  @ApiOperation({
    operationId: 'adminUploadImport',
    summary: 'Upload a file with people',
    description:
      'A table of text with a header: UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars between its cells. Its rows ' +
      'are kept for a week, for me alone. The answer has the first of them, and guesses what the columns mean.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FORM })
  @ApiCreatedResponse({ type: ImportDto })
  @ApiProblems(ImportUnreadable, ImportTooLong, ImportRowTooLong, ImportWithoutPeople, PayloadTooLarge)
  async upload(@CurrentPrincipal() principal: Principal, @Upload() upload: IncomingUpload): Promise<ImportDto> {
    const { name, bytes } = await takenWhole(upload);
    return this.imports.upload(principal, name, bytes, () => upload.isGone);
  }

  @Get(':id')
  @RequirePermission(UserPermission.Import)
  @ApiOperation({
    operationId: 'adminGetImport',
    summary: 'One import',
    description: 'How far it is, and what is wrong by line.',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiProblems(ImportNotFound)
  get(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<ImportDto> {
    return this.imports.get(principal, id);
  }

  @Patch(':id')
  @RequirePermission(UserPermission.Import)
  @ApiOperation({
    operationId: 'adminCheckImport',
    summary: 'Say what the columns mean, and see what would be done',
    description:
      'Nothing is done yet. Says of every row whether an account would be made, changed or left as it is, or what is wrong.',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiProblems(ImportNotFound, ImportBegun)
  check(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: CheckImportDto,
  ): Promise<ImportDto> {
    return this.imports.map(principal, id, dto);
  }

  @Post(':id/run')
  @HttpCode(HttpStatus.ACCEPTED)
  @RequirePermission(UserPermission.Import)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminRunImport',
    summary: 'Import what was checked',
    description:
      'Begins a job that makes and changes the accounts, each as in the console and by its rules (`user.manage`). New accounts have no ' +
      'password: links are downloaded, or made one by one.',
  })
  @ApiAcceptedResponse({ type: StartedJobDto, description: 'It is begun.' })
  @ApiProblems(ImportNotFound, ImportBegun, ImportNotChecked, TooManyJobs)
  async run(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<StartedJobDto> {
    return { jobId: await this.imports.run(principal, id, client) };
  }

  @Get(':id/rejects')
  @RequirePermission(UserPermission.Import)
  @ApiOperation({
    operationId: 'adminDownloadImportRejects',
    summary: 'Download the rows that were not imported',
    description: 'As CSV in UTF-8, each as it stands in the file, with its line and the reason behind it.',
  })
  @ApiOkResponse({ description: 'The rows.', ...CSV })
  @ApiProblems(ImportNotFound)
  async rejects(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<StreamableFile> {
    return csvFile(await this.files.rejects(principal, id), 'not-imported.csv');
  }

  @Post(':id/links')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(UserPermission.Import)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminDownloadImportLinks',
    summary: 'Make and download password links',
    description:
      'For everybody whom this import made an account for and who has never signed in, when it was run with `invite`. Links are made ' +
      'while the file is sent, are kept nowhere, and take the place of those of an earlier download. Needs `session.manage` too.',
  })
  @ApiOkResponse({ description: 'A line for each person.', ...CSV })
  @ApiProblems(ImportNotFound, ImportWithoutLinks)
  async links(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<StreamableFile> {
    return csvFile(await this.files.links(principal, id, client), 'links.csv');
  }
}

function csvFile(lines: Readable, name: string): StreamableFile {
  return new StreamableFile(lines, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}
