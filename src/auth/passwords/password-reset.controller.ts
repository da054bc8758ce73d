import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { Client, type ClientInfo } from '../../core/http/client-info.js';
import { Public } from '../../core/security/decorators.js';
import { MailIsOff, PasswordLinkInvalid, PasswordTooCommon } from '../auth.errors.js';
import { ForgottenPasswordDto, PasswordLinkOfferDto, ResetPasswordDto } from '../dto/password-link.dto.js';
import { ForgottenPasswords } from './forgotten-passwords.service.js';
import { PasswordLinks } from './password-links.service.js';

/** Choosing another password by a link, for people who are locked out. */
@ApiTags('sign-in')
@Controller('auth/password')
export class PasswordResetController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly forgotten: ForgottenPasswords,
  ) {}

  @Post('forgot')
  @HttpCode(202)
  @Public()
  @ApiOperation({
    operationId: 'forgetPassword',
    summary: 'Ask for a link to another password by mail',
    description:
      'Answers the same whether or not there is such an account. Whoever has it gets a mail with a link that works once, ' +
      'for an hour; at most three of them, then one in ten minutes. `features.mail` of `/meta` says whether this server sends mail.',
  })
  @ApiAcceptedResponse({ description: 'If there is such an account, a mail is on its way.' })
  @ApiProblems(MailIsOff)
  forget(@Body() dto: ForgottenPasswordDto, @Client() client: ClientInfo): Promise<void> {
    return this.forgotten.mailLink(dto, client);
  }

  @Get('reset/:token')
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

  @Post('reset')
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
