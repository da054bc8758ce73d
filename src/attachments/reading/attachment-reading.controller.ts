import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { StorageUnavailable } from '../../core/files/file-store.js';
import { IdParam, SizeParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, ReadsFile, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationNotFound } from '../../messages/conversations/conversations.errors.js';
import { AttachmentNotFound, RangeNotSatisfiable } from '../attachments.errors.js';
import { AttachmentPermission } from '../attachments.permissions.js';
import { ContentQueryDto } from '../dto/attachment.dto.js';
import { GalleryPageDto, GalleryQueryDto } from '../dto/gallery.dto.js';
import { answerBytes, Asked, type AskedBytes } from './asked-bytes.js';
import { AttachmentReading } from './attachment-reading.service.js';
import { GalleryService } from './gallery.service.js';

const BYTES = { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
const HAS_IT = { status: 304, description: 'The one that the client has is still good.' };
const WHO =
  'For whoever may read a message that shows it, at that moment: by access token, by the cookie of a browser that is signed ' +
  'in, or by the signed address of an answer, while its session lasts.';

@ApiTags('files')
@Controller()
export class AttachmentReadingController {
  constructor(
    private readonly reading: AttachmentReading,
    private readonly galleries: GalleryService,
  ) {}

  @Get('attachments/:id/content')
  @RequirePermission(AttachmentPermission.Read)
  @ReadsFile()
  @ApiOperation({ operationId: 'getAttachmentContent', summary: 'Open a file', description: WHO })
  @ApiOkResponse({ description: 'The file.', ...BYTES })
  @ApiResponse({ status: 206, description: 'The bytes of the `Range` that was asked for.', ...BYTES })
  @ApiResponse(HAS_IT)
  @ApiProblems(AttachmentNotFound, RangeNotSatisfiable, StorageUnavailable)
  async content(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The file.') id: string,
    @Asked() asked: AskedBytes,
    @Query() { download }: ContentQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerBytes(reply, await this.reading.content(principal, id, asked, { download: download === '1' }));
  }

  @Get('attachments/:id/thumbnails/:width')
  @RequirePermission(AttachmentPermission.Read)
  @ReadsFile()
  @ApiOperation({
    operationId: 'getAttachmentThumbnail',
    summary: 'Open a smaller picture of a file',
    description: WHO,
  })
  @ApiOkResponse({ description: 'The picture.', content: { 'image/webp': BYTES.content['*/*'] } })
  @ApiResponse(HAS_IT)
  @ApiProblems(AttachmentNotFound, StorageUnavailable)
  async thumbnail(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The file.') id: string,
    @SizeParam('width', 'One of those of `thumbnails`.') width: number,
    @Asked() asked: AskedBytes,
    @Query() _query: ContentQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerBytes(reply, await this.reading.thumbnail(principal, id, width, asked));
  }

  @Get('conversations/:conversationId/attachments')
  @RequirePermission(AttachmentPermission.Read)
  @ApiOperation({
    operationId: 'listAttachments',
    summary: 'List the files of a conversation',
    description: 'Those of one kind in messages that I may read, newest first.',
  })
  @ApiOkResponse({ type: GalleryPageDto })
  @ApiProblems(ConversationNotFound)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', 'The conversation.') conversationId: string,
    @Query() query: GalleryQueryDto,
  ): Promise<GalleryPageDto> {
    return this.galleries.page(principal, conversationId, query);
  }
}
