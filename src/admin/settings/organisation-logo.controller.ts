import { Controller, Delete, HttpCode, HttpStatus, Put } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FileEmpty, FileTooLarge, PictureRefused, TypeRefused } from '../../attachments/attachments.errors.js';
import { FILE_FORM } from '../../attachments/dto/file-form.js';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { StorageUnavailable } from '../../core/files/file-store.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { type IncomingUpload, Upload } from '../../core/http/uploads.js';
import { CurrentPrincipal, RequirePermission, TakesFile } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { AdminPermission } from '../admin.permissions.js';
import { LogoDto } from './dto/logo.dto.js';
import { OrganisationLogo } from './organisation-logo.service.js';

/** The logo of the organisation, on the page of sign-in. */
@ApiTags('administration')
@Controller('admin/settings/logo')
export class OrganisationLogoController {
  constructor(private readonly logo: OrganisationLogo) {}

  @Put()
  @RequirePermission(AdminPermission.ManageSettings)
  @TakesFile()
  @ApiOperation({
    operationId: 'adminSetLogo',
    summary: 'Change the logo of the organisation',
    description:
      'JPEG, PNG, WebP, GIF or AVIF, square or wide: kept as WebP of 640 by 192 pixels at most, without what its camera wrote ' +
      'into it. It is the setting `organisationLogo`, whose history says who changed it.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FILE_FORM })
  @ApiOkResponse({ type: LogoDto })
  @ApiProblems(FileTooLarge, FileEmpty, TypeRefused, PictureRefused, StorageUnavailable)
  set(
    @CurrentPrincipal() principal: Principal,
    @Upload() upload: IncomingUpload,
    @Client() client: ClientInfo,
  ): Promise<LogoDto> {
    return this.logo.set(principal, upload, client);
  }

  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(AdminPermission.ManageSettings)
  @ApiOperation({
    operationId: 'adminRemoveLogo',
    summary: 'Remove the logo of the organisation',
    description: 'The mark of Parley stands there again. That there is none is fine.',
  })
  @ApiNoContentResponse({ description: 'There is none.' })
  remove(@CurrentPrincipal() principal: Principal, @Client() client: ClientInfo): Promise<void> {
    return this.logo.remove(principal, client);
  }
}
