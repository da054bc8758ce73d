import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CountedAsVisit, Public } from '../core/security/decorators.js';
import { MetaDto } from './dto/meta.dto.js';
import { MetaService } from './meta.service.js';

/** What a client asks first. */
@ApiTags('server')
@Controller('meta')
export class MetaController {
  constructor(private readonly meta: MetaService) {}

  @Get()
  @Public()
  @CountedAsVisit()
  @ApiOperation({
    operationId: 'getMeta',
    summary: 'About this server',
    description: 'Version, features and limits, and whether accounts can be made. Needs no sign-in.',
  })
  @ApiOkResponse({ type: MetaDto, description: 'About this server.' })
  get(): Promise<MetaDto> {
    return this.meta.describe();
  }
}
