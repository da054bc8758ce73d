import { Controller, Get, HttpCode, Post, Query, Redirect } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IgnoresForm, Public } from '../../core/security/decorators.js';
import { UnsubscribedDto, UnsubscribeQuery } from '../dto/unsubscribe.dto.js';
import { UnsubscribeLinkInvalid } from '../notifications.errors.js';
import { Unsubscribing } from './unsubscribing.js';

/** The links of mails about what is unread. */
@ApiTags('notifications')
@Controller('notifications/unsubscribe')
export class UnsubscribeController {
  constructor(private readonly unsubscribing: Unsubscribing) {}

  @Post()
  @HttpCode(200)
  @Public()
  @IgnoresForm()
  @ApiOperation({
    operationId: 'unsubscribeFromMail',
    summary: 'Get no more mails of a kind, by the link of one of them',
    description:
      'Mail programs post here (RFC 8058); what they send is not looked at. Again it changes nothing. Only a POST does it: programs ' +
      'that look at links in mails unsubscribe nobody.',
  })
  @ApiOkResponse({ type: UnsubscribedDto, description: 'Nothing more is mailed of this kind.' })
  @ApiProblems(UnsubscribeLinkInvalid)
  async unsubscribe(@Query() { token }: UnsubscribeQuery): Promise<UnsubscribedDto> {
    return { kind: await this.unsubscribing.unsubscribe(token) };
  }

  @Get()
  @Public()
  @Redirect(undefined, 303)
  @ApiOperation({
    operationId: 'openUnsubscribePage',
    summary: 'The page that asks whether to unsubscribe',
    description: 'For mail programs that open the link.',
  })
  @ApiResponse({ status: 303, description: 'The page is elsewhere.' })
  page(@Query() { token }: UnsubscribeQuery): { url: string } {
    return { url: `/unsubscribe?token=${encodeURIComponent(token)}` };
  }
}
