import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BodyFields, CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { MAX_KNOWN } from '../message-limits.js';
import { SyncDto, SyncPageDto } from './dto/sync.dto.js';
import { SyncService } from './sync.service.js';
import { MessagePermission } from '../messages.permissions.js';

/** Of `SyncDto`, besides the conversations that it names twice. */
const OTHER_FIELDS = 10;

@ApiTags('messages')
@Controller('sync')
export class SyncController {
  constructor(private readonly service: SyncService) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @RequirePermission(MessagePermission.Read)
  @BodyFields(2 * MAX_KNOWN + OTHER_FIELDS)
  @ApiOperation({
    operationId: 'sync',
    summary: 'Catch up with everything at once',
    description:
      'Say which `rev` you have of each conversation; the answer holds those that moved, with their first changes. Connect the socket first, so that nothing falls between.',
  })
  @ApiOkResponse({ type: SyncPageDto })
  sync(@CurrentPrincipal() principal: Principal, @Body() dto: SyncDto) {
    return this.service.sync(principal, dto);
  }
}
