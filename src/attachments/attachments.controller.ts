import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { StorageUnavailable } from '../core/files/file-store.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { type IncomingUpload, Upload } from '../core/http/uploads.js';
import { CurrentPrincipal, RequirePermission, TakesFile } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { AttachmentInUse } from '../messages/messages.errors.js';
import { AttachmentDto } from '../messages/shape/message.dto.js';
import { AttachmentNotFound, FileEmpty, FileTooLarge, PictureRefused, QuotaExceeded } from './attachments.errors.js';
import { AttachmentPermission } from './attachments.permissions.js';
import { AttachmentsService } from './attachments.service.js';
import { StorageDto, UpdateAttachmentDto } from './dto/attachment.dto.js';
import { FILE_FORM } from './dto/file-form.js';
import { UploadService } from './receiving/upload.service.js';

@ApiTags('files')
@Controller()
export class AttachmentsController {
  constructor(
    private readonly uploads: UploadService,
    private readonly attachments: AttachmentsService,
  ) {}

  @Post('attachments')
  @RequirePermission(AttachmentPermission.Upload)
  @TakesFile()
  @ApiOperation({
    operationId: 'uploadAttachment',
    summary: 'Upload a file',
    description:
      'Send its `id` in `attachmentIds` of a message within 24 hours. Pictures are cleaned of what their camera wrote into them, ' +
      'and get a preview and smaller copies before this answers.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FILE_FORM })
  @ApiCreatedResponse({ type: AttachmentDto })
  @ApiProblems(FileTooLarge, FileEmpty, QuotaExceeded, PictureRefused, StorageUnavailable)
  upload(@CurrentPrincipal() principal: Principal, @Upload() upload: IncomingUpload): Promise<AttachmentDto> {
    return this.uploads.upload(principal, upload);
  }

  @Patch('attachments/:id')
  @RequirePermission(AttachmentPermission.Upload)
  @ApiOperation({
    operationId: 'updateAttachment',
    summary: 'Rename or describe a file',
    description:
      'Before it is sent; what is left out stays. Clients that play or record audio say how long it is, and how loud where.',
  })
  @ApiOkResponse({ type: AttachmentDto })
  @ApiProblems(AttachmentNotFound, AttachmentInUse)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The file.') id: string,
    @Body() changes: UpdateAttachmentDto,
  ): Promise<AttachmentDto> {
    return this.attachments.update(principal, id, changes);
  }

  @Delete('attachments/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(AttachmentPermission.Upload)
  @ApiOperation({
    operationId: 'deleteAttachment',
    summary: 'Remove a file',
    description: 'Before it is sent; afterwards it goes with its message.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(AttachmentNotFound, AttachmentInUse)
  remove(@CurrentPrincipal() principal: Principal, @IdParam('id', 'The file.') id: string): Promise<void> {
    return this.attachments.remove(principal, id);
  }

  @Get('users/me/storage')
  @RequirePermission(AttachmentPermission.Read)
  @ApiOperation({
    operationId: 'getMyStorage',
    summary: 'See how much room my files take',
    description: 'All that I uploaded and that is still there, and how much it may be.',
  })
  @ApiOkResponse({ type: StorageDto })
  storage(@CurrentPrincipal() principal: Principal): Promise<StorageDto> {
    return this.attachments.storage(principal);
  }
}
