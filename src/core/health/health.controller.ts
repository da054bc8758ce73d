import {
  type BeforeApplicationShutdown,
  Controller,
  Get,
  type OnModuleInit,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '../database/database.js';
import { defineProblem } from '../errors/domain-error.js';
import { ApiProblems } from '../errors/problem-documents.js';
import { Public } from '../security/decorators.js';
import { HealthDto } from './health.dto.js';
import { Readiness } from './readiness.js';

/** This node should get no requests now; `reasons` says why. */
class NotReady extends defineProblem('not_ready', 503, 'Not ready') {
  constructor(reasons: Record<string, string>) {
    super('This node should get no requests now.', { reasons }, { 'Retry-After': '1' });
  }
}

@ApiTags('operation')
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController implements OnModuleInit, BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.readiness.add('shutdown', () => (this.isStopping ? 'is stopping' : undefined));
    this.readiness.add('database', async () => {
      await this.database.row({ name: 'health', text: 'select 1' });
      return undefined;
    });
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  @Get('live')
  @Public()
  @ApiOperation({ operationId: 'getLiveness', summary: 'Is the process alive?', description: 'Restart it when this does not answer.' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Should this node get requests?',
    description: 'Not while it starts or stops, its database is away, or it cannot know of revoked rights.',
  })
  @ApiOkResponse({ type: HealthDto })
  @ApiProblems(NotReady)
  async ready(): Promise<HealthDto> {
    const problems = await this.readiness.problems();
    if (Object.keys(problems).length > 0) throw new NotReady(problems);
    return { status: 'ok' };
  }
}
