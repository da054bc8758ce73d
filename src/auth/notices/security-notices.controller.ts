import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { SecurityNoticesDto, SeenNoticesDto } from './dto/security-notices.dto.js';
import { SecurityNotices } from './security-notices.service.js';

/** What happened to my account. */
@ApiTags('sign-in')
@Controller('users/me/security-notices')
export class SecurityNoticesController {
  constructor(private readonly notices: SecurityNotices) {}

  @Get()
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'listSecurityNotices',
    summary: 'What happened to my account that I have not seen',
    description:
      'Sign-ins from new devices, and changes of my password, e-mail address and roles, the newest first, twenty at most; ' +
      'but not what was done in the session that asks.',
  })
  @ApiOkResponse({ type: SecurityNoticesDto, description: 'What I have not seen.' })
  async list(@CurrentPrincipal() principal: Principal): Promise<SecurityNoticesDto> {
    return { items: await this.notices.unseen(principal) };
  }

  @Post('seen')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'markSecurityNoticesSeen',
    summary: 'Have seen what happened to my account',
    description: 'On all my devices.',
  })
  @ApiNoContentResponse({ description: 'They are not told again.' })
  seen(@CurrentPrincipal() principal: Principal, @Body() { until }: SeenNoticesDto): Promise<void> {
    return this.notices.markSeen(principal, new Date(until));
  }
}
