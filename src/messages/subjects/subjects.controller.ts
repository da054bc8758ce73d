import { Body, Controller, HttpCode, HttpStatus, Patch, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationNotFound, RoleRequired } from '../conversations/conversations.errors.js';
import { ConversationPermission } from '../conversations/conversations.permissions.js';
import { SubjectStateDto } from './dto/subject.dto.js';
import { MoveMessagesDto, UpdateSubjectDto } from './dto/update-subject.dto.js';
import { SubjectNotFound, TooManyMerged } from './subjects.errors.js';
import { SubjectsService } from './subjects.service.js';

const ID = 'The conversation.';

@ApiTags('conversations')
@Controller('conversations/:conversationId/subjects')
export class SubjectsController {
  constructor(private readonly subjects: SubjectsService) {}

  @Patch(':subjectId')
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'updateSubject',
    summary: 'Rename, merge, resolve or reopen a subject',
    description: 'In a group its owners and admins, in a direct conversation both. Messages keep their `rev`.',
  })
  @ApiOkResponse({ type: SubjectStateDto })
  @ApiProblems(ConversationNotFound, RoleRequired, SubjectNotFound, TooManyMerged)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @IdParam('subjectId', 'The subject.') subjectId: string,
    @Body() dto: UpdateSubjectDto,
  ): Promise<SubjectStateDto> {
    return this.subjects.update(principal, conversationId, subjectId, dto);
  }

  @Post('move')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'moveMessages',
    summary: 'Give messages another subject',
    description: 'By the same who may rename subjects. Each message that moves takes a `rev`.',
  })
  @ApiNoContentResponse({ description: 'They have it.' })
  @ApiProblems(ConversationNotFound, RoleRequired)
  move(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Body() dto: MoveMessagesDto,
  ): Promise<void> {
    return this.subjects.move(principal, conversationId, dto);
  }
}
