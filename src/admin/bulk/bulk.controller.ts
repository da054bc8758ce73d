import { Body, Controller, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { ConfirmationRequired } from '../../core/security/confirmations.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { RoleGrantDenied } from '../admin.errors.js';
import { AdminJobNotFound, TooManyJobs } from '../jobs/jobs.errors.js';
import { PermissionNotHeld, RoleBuiltIn, RoleNotFound } from '../roles/roles.errors.js';
import { BulkCountChanged } from './bulk.errors.js';
import { Bulk } from './bulk.service.js';
import { BulkAnswerDto, BulkDto } from './dto/bulk.dto.js';

/** Acts on many accounts at once. */
@ApiTags('administration')
@Controller('admin/users/bulk')
export class BulkController {
  constructor(private readonly bulk: Bulk) {}

  @Post()
  @RequirePermission(UserPermission.Read)
  @ApiOperation({
    operationId: 'adminActOnUsers',
    summary: 'Do something to many accounts',
    description:
      'With `dryRun` it says what would be done, by the rules of the same act on one account; without, it begins a job that does it to ' +
      'one after the other. Needs the permission of that act besides: `user.manage`, `session.manage` or `role.manage`. Each ' +
      'is judged again when its turn comes, and a right that ended meanwhile ends the job. Only a dry run needs no confirmation.',
  })
  @ApiOkResponse({ type: BulkAnswerDto, description: 'A dry run: what would be done.' })
  @ApiAcceptedResponse({ type: BulkAnswerDto, description: 'The job is begun.' })
  @ApiProblems(
    BulkCountChanged,
    ConfirmationRequired,
    AdminJobNotFound,
    TooManyJobs,
    RoleNotFound,
    RoleBuiltIn,
    PermissionNotHeld,
    RoleGrantDenied,
  )
  async act(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: BulkDto,
    @Client() client: ClientInfo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkAnswerDto> {
    const answer = await this.bulk.act(principal, dto, client);
    void reply.status(answer.jobId === undefined ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return answer;
  }
}
