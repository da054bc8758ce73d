import { Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UserNotFound } from '../users/users.errors.js';
import { UserPermission } from '../users/users.permissions.js';
import { CannotBlockYourself, TooManyBlocks } from './blocking.errors.js';
import { BlockingService } from './blocking.service.js';
import { BlockPageDto } from './dto/block.dto.js';

const ID = 'The person.';

@ApiTags('people')
@Controller('users')
export class BlockingController {
  constructor(private readonly blocking: BlockingService) {}

  @Get('me/blocks')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'listBlocks',
    summary: 'List whom I block',
    description: 'The one I blocked last first. Nobody else sees it.',
  })
  @ApiOkResponse({ type: BlockPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<BlockPageDto> {
    return this.blocking.page(principal, query);
  }

  @Put(':id/block')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'blockUser',
    summary: 'Block somebody',
    description:
      'Hides what they write to me directly from now on, their mentions of me, that they are there and that they type, and lets them put me into no group. They are not told: what they send is sent. In groups their messages stay. I cannot write to them until I unblock them. Blocking twice is blocking once.',
  })
  @ApiNoContentResponse({ description: 'They are blocked.' })
  @ApiProblems(UserNotFound, CannotBlockYourself, TooManyBlocks)
  block(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<void> {
    return this.blocking.block(principal, id);
  }

  @Delete(':id/block')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'unblockUser',
    summary: 'Unblock somebody',
    description: 'What they write from now on reaches me again; what was hidden stays hidden.',
  })
  @ApiNoContentResponse({ description: 'They are not blocked.' })
  @ApiProblems(UserNotFound)
  unblock(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<void> {
    return this.blocking.unblock(principal, id);
  }
}
