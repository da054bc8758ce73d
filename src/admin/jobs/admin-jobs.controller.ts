import { Controller, Delete, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AdminJobs } from './admin-jobs.service.js';
import { AdminJobDetailsDto, AdminJobPageDto, ListJobsQuery, StartedJobDto } from './dto/admin-job.dto.js';
import { AdminJobNotFound, AdminJobOver, NothingToRetry, TooManyJobs } from './jobs.errors.js';

const ID = 'The job.';

/** What is done to many accounts, and how far it is. */
@ApiTags('administration')
@Controller('admin/jobs')
export class AdminJobsController {
  constructor(private readonly jobs: AdminJobs) {}

  @Get()
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminListJobs',
    summary: 'List jobs',
    description:
      'What is or was done to many accounts within 30 days, newest first: my own, and those of everybody for who has `user.manage`.',
  })
  @ApiOkResponse({ type: AdminJobPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ListJobsQuery): Promise<AdminJobPageDto> {
    return this.jobs.list(principal, query);
  }

  @Get(':id')
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminGetJob',
    summary: 'How far a job is',
    description: 'Ask once a second while it runs. Those to whom it was not done are named, with the code of why.',
  })
  @ApiOkResponse({ type: AdminJobDetailsDto })
  @ApiProblems(AdminJobNotFound)
  get(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<AdminJobDetailsDto> {
    return this.jobs.get(principal, id);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminCancelJob',
    summary: 'Cancel a job',
    description: 'What was done stays done; once this has answered nobody else is acted on.',
  })
  @ApiNoContentResponse({ description: 'It is cancelled.' })
  @ApiProblems(AdminJobNotFound, AdminJobOver)
  cancel(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<void> {
    return this.jobs.cancel(principal, id, client);
  }

  @Post(':id/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminRetryJob',
    summary: 'Do again what a job left over',
    description:
      'Begins another job, in my name, with those to whom this one was refused or did not come before it was cancelled or ended.',
  })
  @ApiAcceptedResponse({ type: StartedJobDto, description: 'It is begun.' })
  @ApiProblems(AdminJobNotFound, NothingToRetry, TooManyJobs)
  async retry(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Client() client: ClientInfo,
  ): Promise<StartedJobDto> {
    return { jobId: await this.jobs.retry(principal, id, client) };
  }
}
