import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BodyFields, CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import { NotificationSettingsDto, UpdateNotificationSettingsDto } from '../dto/notification-settings.dto.js';
import { MAX_OWN_WORDS, MAX_QUIET_HOURS } from '../notifications.limits.js';
import { NotificationSettingsService } from './notification-settings.service.js';

@ApiTags('notifications')
@Controller('users/me/notifications')
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsService) {}

  @Get()
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'getNotificationSettings',
    summary: 'Whether and when I am notified',
    description: 'The defaults where I never chose.',
  })
  @ApiOkResponse({ type: NotificationSettingsDto })
  get(@CurrentPrincipal() principal: Principal): Promise<NotificationSettingsDto> {
    return this.settings.get(principal);
  }

  @Patch()
  @RequirePermission(UserPermission.Own)
  @BodyFields(3 * MAX_QUIET_HOURS + MAX_OWN_WORDS + 20)
  @ApiOperation({
    operationId: 'updateNotificationSettings',
    summary: 'Choose whether and when I am notified',
    description:
      'On all my devices. What is left out stays; lists are replaced. Of what, `defaultLevel` says, unless `notify` of a conversation does.',
  })
  @ApiOkResponse({ type: NotificationSettingsDto, description: 'All that I chose, as it is now.' })
  update(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: UpdateNotificationSettingsDto,
  ): Promise<NotificationSettingsDto> {
    return this.settings.update(principal, dto);
  }
}
