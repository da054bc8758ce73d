import { Readable } from 'node:stream';
import { Controller, Delete, Get, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { FailedJobNotFound, JobUnknown } from '../../core/jobs/failed-jobs.js';
import { RequireConfirmation } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { FailedJobsDto, SystemHealthDto } from './dto/health.dto.js';
import { HealthPermission } from './overview.permissions.js';
import { SupportBundle } from './support-bundle.service.js';
import { SystemHealth } from './system-health.service.js';

/** How the parts of the server are, for those who look after it. */
@ApiTags('administration')
@Controller('admin/health')
export class SystemHealthController {
  constructor(
    private readonly health: SystemHealth,
    private readonly bundle: SupportBundle,
  ) {}

  @Get()
  @RequirePermission(HealthPermission.Read)
  @ApiOperation({
    operationId: 'adminGetHealth',
    summary: 'How each part of the server is',
    description: 'At most two seconds old. What cannot be checked is `down`, and keeps no other part from answering.',
  })
  @ApiOkResponse({ type: SystemHealthDto })
  read(): Promise<SystemHealthDto> {
    return this.health.read();
  }

  @Get('failed-jobs')
  @RequirePermission(HealthPermission.Manage)
  @ApiOperation({
    operationId: 'adminListFailedJobs',
    summary: 'Jobs of the server that failed for good',
    description: 'The latest hundred of 30 days; without what they were given.',
  })
  @ApiOkResponse({ type: FailedJobsDto })
  failedJobs(): Promise<FailedJobsDto> {
    return this.health.failedJobs();
  }

  @Post('failed-jobs/:id/retry')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(HealthPermission.Manage)
  @ApiOperation({
    operationId: 'adminRetryFailedJob',
    summary: 'Try a failed job again',
    description: 'It is begun soon, as it was given; should it fail again as often as it may, it is listed again.',
  })
  @ApiNoContentResponse({ description: 'It waits to be begun.' })
  @ApiProblems(FailedJobNotFound, JobUnknown)
  retry(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The failed job.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.health.retry(principal, id, client);
  }

  @Delete('failed-jobs/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(HealthPermission.Manage)
  @ApiOperation({
    operationId: 'adminDismissFailedJob',
    summary: 'Let a failed job be',
    description:
      'It is listed no more, and health does not count it; what it should have done is not done. It is on record.',
  })
  @ApiNoContentResponse({ description: 'It is not among the failed ones any more.' })
  @ApiProblems(FailedJobNotFound)
  dismiss(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The failed job.') id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.health.dismiss(principal, id, client);
  }

  @Post('support-bundle')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(HealthPermission.Manage)
  @RequireConfirmation()
  @ApiOperation({
    operationId: 'adminExportSupportBundle',
    summary: 'Download the support bundle',
    description:
      'What helps to find out what is wrong: versions, which settings are set, health, figures of a day, migrations, sizes of ' +
      'tables. No secrets, and nothing that names people. The download is put on record first.',
  })
  @ApiOkResponse({
    description: 'The file.',
    content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
  })
  async supportBundle(
    @CurrentPrincipal() principal: Principal,
    @Client() client: ClientInfo,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.bundle.begin(principal, client);
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="parley-support.json"')
      .header('cache-control', 'no-store')
      .send(Readable.from(text));
  }
}
