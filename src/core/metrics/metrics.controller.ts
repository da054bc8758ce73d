import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { Controller, Get, Header, Inject, Req, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { PermissionDenied } from '../errors/request-problems.js';
import { ApiProblems } from '../errors/problem-documents.js';
import { Public } from '../security/decorators.js';
import { Metrics } from './metrics.js';

@ApiTags('operation')
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(APP_SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Read the figures of this node',
    description: 'In the format of Prometheus; from this machine itself, or with METRICS_TOKEN as a bearer token.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems(PermissionDenied)
  read(@Req() request: FastifyRequest): Promise<string> {
    if (!isLoopback(request) && !this.hasToken(request)) {
      throw new PermissionDenied('Ask from the machine itself, or send METRICS_TOKEN as a bearer token.');
    }
    return this.metrics.registry.metrics();
  }

  private hasToken({ headers: { authorization = '' } }: FastifyRequest): boolean {
    const { metricsToken } = this.settings;
    const expected = Buffer.from(`Bearer ${metricsToken}`);
    const given = Buffer.from(authorization);
    return metricsToken !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
  }
}

/** The peer itself, not whom a proxy names: behind a proxy on the same machine everybody would be local. */
function isLoopback({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const isLocal = isIP(address) !== 0 && /^(127\.|::1$|::ffff:127\.)/.test(address);
  return isLocal && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
