import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SessionData } from '../../auth/sessions/session-data.js';
import { Sessions } from '../../auth/sessions/sessions.service.js';
import { newId } from '../../core/database/id.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { PersonalData } from '../../users/personal-data.js';
import {
  NotifiedDeviceDto,
  type PushDeviceListDto,
  type PushSubscriptionIdDto,
  type SubscribeToPushDto,
} from '../dto/push.dto.js';
import { PushSubscriptionNotFound, SharedDevice, UnknownPushService } from '../notifications.errors.js';
import { reachOf } from './push-endpoints.js';
import { PushHosts } from './push-hosts.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

/** Where the devices of people are notified. A subscription belongs to a session and goes in the transaction that ends it. */
@Injectable()
export class PushSubscriptions implements OnModuleInit {
  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly hosts: PushHosts,
    private readonly sessions: Sessions,
    private readonly sessionData: SessionData,
    private readonly personalData: PersonalData,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.sessionData.onEnd((tx, ending) => this.subscriptions.deleteOfSessions(tx, ending));
    this.personalData.onErase((tx, userId) => this.subscriptions.deleteOf(tx, userId));
  }

  /** In the place of what this session had. Throws UnknownPushService, SharedDevice or SessionEnded. */
  async subscribe(
    principal: Principal,
    { endpoint, keys: { p256dh, auth } }: SubscribeToPushDto,
  ): Promise<PushSubscriptionIdDto> {
    if (!reachOf(endpoint, await this.hosts.allowed())) throw new UnknownPushService(URL.parse(endpoint)?.host ?? '');
    const { userId, sessionId } = principal;
    const id = newId();
    await this.work.run(async (tx) => {
      const { isShared } = await this.sessions.hold(tx, principal);
      if (isShared) throw new SharedDevice();
      const about = { id, userId, sessionId, endpoint, p256dh, auth };
      await this.subscriptions.replace(tx, { ...about, createdAt: new Date(), sentAt: null, answer: null });
    });
    return { id };
  }

  /** Throws PushSubscriptionNotFound, also for somebody else's. */
  async remove({ userId }: Principal, id: string): Promise<void> {
    if (!(await this.subscriptions.delete(userId, id))) throw new PushSubscriptionNotFound();
  }

  async listOwn({ userId, sessionId }: Principal): Promise<PushDeviceListDto> {
    const all = await this.subscriptions.of(userId);
    return {
      items: all.map((device) => ({
        ...NotifiedDeviceDto.of(device),
        ...{ sessionId: device.sessionId, current: device.sessionId === sessionId },
      })),
    };
  }
}
