import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SessionEnded } from '../../auth/auth.errors.js';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { UserPermission } from '../../users/users.permissions.js';
import {
  PushDeviceListDto,
  PushKeyDto,
  PushSubscriptionIdDto,
  PushTestDto,
  SubscribeToPushDto,
} from '../dto/push.dto.js';
import { PushSubscriptionNotFound, SharedDevice, UnknownPushService } from '../notifications.errors.js';
import { PushKeys } from './push-keys.js';
import { PushSubscriptions } from './push-subscriptions.service.js';
import { PushTest } from './push-test.service.js';

/** Web Push to the devices of people. */
@ApiTags('notifications')
@Controller('push')
export class PushController {
  constructor(
    private readonly keys: PushKeys,
    private readonly subscriptions: PushSubscriptions,
    private readonly test: PushTest,
  ) {}

  @Get('key')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'getPushKey',
    summary: 'The key that devices subscribe with',
    description: 'A device that subscribed with another one subscribes anew.',
  })
  @ApiOkResponse({ type: PushKeyDto })
  async key(): Promise<PushKeyDto> {
    return { publicKey: (await this.keys.get()).publicKey };
  }

  @Get('subscriptions')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'listPushSubscriptions',
    summary: 'My devices that are notified, the newest first',
    description: 'With what the push service of each answered last.',
  })
  @ApiOkResponse({ type: PushDeviceListDto })
  list(@CurrentPrincipal() principal: Principal): Promise<PushDeviceListDto> {
    return this.subscriptions.listOwn(principal);
  }

  @Post('subscriptions')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'subscribeToPush',
    summary: 'Notify this device',
    description:
      'Until this session ends. One that it had before is replaced, and so is one of whoever used the same browser before.',
  })
  @ApiCreatedResponse({ type: PushSubscriptionIdDto })
  @ApiProblems(UnknownPushService, SharedDevice, SessionEnded)
  subscribe(@CurrentPrincipal() principal: Principal, @Body() dto: SubscribeToPushDto): Promise<PushSubscriptionIdDto> {
    return this.subscriptions.subscribe(principal, dto);
  }

  @Delete('subscriptions/:id')
  @HttpCode(204)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'unsubscribeFromPush',
    summary: 'Notify one of my devices no more',
    description: 'At once; what waits to be sent to it is not sent.',
  })
  @ApiNoContentResponse({ description: 'It is not notified.' })
  @ApiProblems(PushSubscriptionNotFound)
  remove(@CurrentPrincipal() principal: Principal, @IdParam('id', 'The subscription.') id: string): Promise<void> {
    return this.subscriptions.remove(principal, id);
  }

  @Post('test')
  @HttpCode(200)
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'testPush',
    summary: 'Notify all my devices, as a test',
    description: 'At once, whatever I chose. A device that its push service does not know any more is forgotten.',
  })
  @ApiOkResponse({ type: PushTestDto, description: 'What their push services answered.' })
  runTest(@CurrentPrincipal() principal: Principal): Promise<PushTestDto> {
    return this.test.run(principal);
  }
}
