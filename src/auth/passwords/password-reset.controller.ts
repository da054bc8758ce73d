import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { Public } from '../../core/security/decorators.js';
import { PasswordLinkInvalid, PasswordTooCommon } from '../auth.errors.js';
import { PasswordLinkOfferDto, ResetPasswordDto } from '../dto/password-link.dto.js';
import { PasswordLinks } from './password-links.service.js';

/** Choosing another password by a link, for people who are locked out. */
@ApiTags('sign-in')
@Controller('auth/password/reset')
export class PasswordResetController {
  constructor(private readonly links: PasswordLinks) {}

  @Get(':token')
  @Public()
  @ApiOperation({
    operationId: 'getPasswordLink',
    summary: 'Look at a password link',
    description: 'Whose password can be chosen with it, and until when. Looking does not spend it.',
  })
  @ApiParam({ name: 'token', description: 'From the link.', schema: { type: 'string', minLength: 1, maxLength: 100 } })
  @ApiOkResponse({ type: PasswordLinkOfferDto, description: 'The link can be used.' })
  @ApiProblems(PasswordLinkInvalid)
  look(@Param('token') token: string): Promise<PasswordLinkOfferDto> {
    return this.links.look(token);
  }

  @Post()
  @HttpCode(204)
  @Public()
  @ApiOperation({
    operationId: 'resetPassword',
    summary: 'Choose another password by a link',
    description: 'Spends the link. All sessions of the account end; sign in with the new password.',
  })
  @ApiNoContentResponse({ description: 'The password is changed.' })
  @ApiProblems(PasswordLinkInvalid, PasswordTooCommon)
  reset(@Body() dto: ResetPasswordDto, @Client() client: ClientInfo): Promise<void> {
    return this.links.reset(dto, client);
  }
}
