import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { defineProblem } from '../errors/domain-error.js';
import { ApiProblems } from '../errors/problem-documents.js';
import { Public } from '../security/decorators.js';
import { HealthDto } from './health.dto.js';
import { Readiness } from './readiness.js';

/** This node should get no requests now; `reasons` says why. */
class NotReady extends defineProblem('not_ready', 503, 'Not ready') {
  constructor(reasons: readonly string[]) {
    super('This node should get no requests now.', { reasons });
  }
}

/** For load balancers and supervisors. */
@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public()
  @ApiOperation({
    operationId: 'getLiveness',
    summary: 'Whether the process runs',
    description: 'Answers as long as the process does. When it does not, start it again.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'The process runs.' })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Whether requests should be sent here',
    description: '503 while a part it needs is away, or while it shuts down; `reasons` names which.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'Requests are welcome.' })
  @ApiProblems(NotReady)
  async ready(): Promise<HealthDto> {
    const failures = await this.readiness.failures();
    if (failures.length > 0) throw new NotReady(failures);
    return { status: 'ok' };
  }
}
