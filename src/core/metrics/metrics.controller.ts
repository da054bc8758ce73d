import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../errors/problem-documents.js';
import { PermissionDenied } from '../errors/request-problems.js';
import { Public } from '../security/decorators.js';
import { MetricsGuard } from './metrics.guard.js';
import { Metrics } from './metrics.js';

/** For Prometheus and its kin. */
@ApiTags('operation')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Public()
  @UseGuards(MetricsGuard)
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'What the process counts',
    description:
      'In the text format of Prometheus, for whoever has the METRICS_TOKEN and, where no proxy is set, for programs on the same machine.',
  })
  @ApiBearerAuth('metrics')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'The metrics.' })
  @ApiProblems(PermissionDenied)
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
