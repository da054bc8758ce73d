import { Controller, Delete, Get, HttpCode, HttpStatus, Put, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { StorageUnavailable } from '../../core/files/file-store.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { type IncomingUpload, Upload } from '../../core/http/uploads.js';
import { CurrentPrincipal, Public, ReadsFile, RequirePermission, TakesFile } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationNotFound, NotAGroup, RoleRequired } from '../../messages/conversations/conversations.errors.js';
import { ConversationPermission } from '../../messages/conversations/conversations.permissions.js';
import { UserPermission } from '../../users/users.permissions.js';
import { FileEmpty, FileTooLarge, PictureNotFound, PictureRefused, TypeRefused } from '../attachments.errors.js';
import { AttachmentPermission } from '../attachments.permissions.js';
import { FILE_FORM } from '../dto/file-form.js';
import { answerBytes, Asked, type AskedBytes } from '../reading/asked-bytes.js';
import { LARGE_AVATAR } from './avatar-limits.js';
import { AvatarReading } from './avatar-reading.service.js';
import { AvatarsService } from './avatars.service.js';
import { AvatarDto, GroupPictureDto, PictureQueryDto } from './dto/avatar.dto.js';

const WHAT_IS_MADE =
  'JPEG, PNG, WebP, GIF or AVIF. Its middle is kept as a square, the right way up, without what its camera wrote into it.';
const REFUSALS = [FileTooLarge, FileEmpty, TypeRefused, PictureRefused, StorageUnavailable];
const GROUP = 'The group.';

@ApiTags('pictures')
@Controller()
export class AvatarsController {
  constructor(
    private readonly avatars: AvatarsService,
    private readonly reading: AvatarReading,
  ) {}

  @Put('users/me/avatar')
  @RequirePermission(UserPermission.Own)
  @TakesFile()
  @ApiOperation({ operationId: 'setMyAvatar', summary: 'Change my picture', description: WHAT_IS_MADE })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FILE_FORM })
  @ApiOkResponse({ type: AvatarDto })
  @ApiProblems(...REFUSALS)
  setMine(@CurrentPrincipal() principal: Principal, @Upload() upload: IncomingUpload): Promise<AvatarDto> {
    return this.avatars.setMine(principal, upload);
  }

  @Delete('users/me/avatar')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'removeMyAvatar',
    summary: 'Remove my picture',
    description: 'That there is none is fine.',
  })
  @ApiNoContentResponse({ description: 'I have none.' })
  removeMine(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.avatars.removeMine(principal);
  }

  @Put('conversations/:id/picture')
  @RequirePermission(ConversationPermission.Write)
  @TakesFile()
  @ApiOperation({
    operationId: 'setGroupPicture',
    summary: 'Change the picture of a group',
    description: `For its owners and admins; a line says so. ${WHAT_IS_MADE}`,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FILE_FORM })
  @ApiOkResponse({ type: GroupPictureDto })
  @ApiProblems(ConversationNotFound, RoleRequired, NotAGroup, ...REFUSALS)
  setOfGroup(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', GROUP) id: string,
    @Upload() upload: IncomingUpload,
  ): Promise<GroupPictureDto> {
    return this.avatars.setOfGroup(principal, id, upload);
  }

  @Delete('conversations/:id/picture')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'removeGroupPicture',
    summary: 'Remove the picture of a group',
    description: 'For its owners and admins; a line says so.',
  })
  @ApiNoContentResponse({ description: 'It has none.' })
  @ApiProblems(ConversationNotFound, RoleRequired, NotAGroup)
  removeOfGroup(@CurrentPrincipal() principal: Principal, @IdParam('id', GROUP) id: string): Promise<void> {
    return this.avatars.removeOfGroup(principal, id);
  }

  @Get('organisation/logo/:id')
  @Public()
  @ApiOperation({
    operationId: 'getLogo',
    summary: 'Open the logo of the organisation',
    description: 'As WebP, for everybody, as long as it is the logo (`organisationLogo` in `GET /meta`).',
  })
  @ApiOkResponse({
    description: 'The logo.',
    content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiProblems(PictureNotFound, StorageUnavailable)
  async logo(@IdParam('id', 'The picture.') id: string, @Res() reply: FastifyReply): Promise<void> {
    await answerBytes(reply, await this.reading.openLogo(id));
  }

  @Get('pictures/:id')
  @RequirePermission(AttachmentPermission.Read)
  @ReadsFile()
  @ApiOperation({
    operationId: 'getPicture',
    summary: 'Open the picture of a person or a group',
    description:
      'As WebP. Those of people for everybody, those of groups for whoever is in them or finds them listed, at that moment: ' +
      'by access token, or by the cookie of a browser that is signed in.',
  })
  @ApiOkResponse({
    description: 'The picture.',
    content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiResponse({ status: 304, description: 'The one that the client has is still good.' })
  @ApiProblems(PictureNotFound, StorageUnavailable)
  async open(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', 'The picture.') id: string,
    @Query() { size }: PictureQueryDto,
    @Asked() asked: AskedBytes,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerBytes(reply, await this.reading.open(principal, id, Number(size ?? LARGE_AVATAR), asked));
  }
}
