import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { RequirePermission } from '../../core/security/decorators.js';
import { LiveFiguresDto } from './dto/live.dto.js';
import { StatisticsDto, StatisticsQuery } from './dto/statistics.dto.js';
import { LiveFigures } from './live-figures.service.js';
import { InvalidPeriod, StepTooFine, TooManyPoints } from './overview.errors.js';
import { StatisticsPermission } from './overview.permissions.js';
import { MAX_POINTS, Statistics } from './statistics.service.js';

/** How much is going on, for the overview of the console. */
@ApiTags('administration')
@Controller('admin/statistics')
export class StatisticsController {
  constructor(
    private readonly statistics: Statistics,
    private readonly live: LiveFigures,
  ) {}

  @Get()
  @RequirePermission(StatisticsPermission.Read)
  @ApiOperation({
    operationId: 'adminGetStatistics',
    summary: 'How much was going on',
    description:
      `Each series step by step, at most ${MAX_POINTS}, with what it came to and what it came to in the period before. ` +
      'Figures are written once a minute by each node, and are never counted anew.',
  })
  @ApiOkResponse({ type: StatisticsDto })
  @ApiProblems(InvalidPeriod, TooManyPoints, StepTooFine)
  read(@Query() query: StatisticsQuery): Promise<StatisticsDto> {
    return this.statistics.read(query);
  }

  @Get('now')
  @RequirePermission(StatisticsPermission.Read)
  @ApiOperation({
    operationId: 'adminGetLiveFigures',
    summary: 'How much is going on',
    description:
      'May be asked for every five seconds. A figure that cannot be read has `error` and keeps no other from being there.',
  })
  @ApiOkResponse({ type: LiveFiguresDto })
  now(): Promise<LiveFiguresDto> {
    return this.live.now();
  }
}
