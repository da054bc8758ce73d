import { Injectable } from '@nestjs/common';
import { NotifiedDeviceDto } from '../dto/push.dto.js';
import type { PersonTraceDto } from '../dto/trace.dto.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { NotificationSettingsRepository } from '../settings/notification-settings.repository.js';
import { TraceRepository } from './trace.repository.js';

const MOST_DELIVERIES = 100;

/** Whether notifications reach somebody, for those who help them: where to, what was answered, and nothing of what it was about. */
@Injectable()
export class PersonTrace {
  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly trace: TraceRepository,
  ) {}

  /** The newest first. Whether somebody may see it is judged before. */
  async of(userId: string): Promise<PersonTraceDto> {
    const [devices, { push, mailAfter, digest }, deliveries] = await Promise.all([
      this.subscriptions.of(userId),
      this.settings.find(userId),
      this.trace.ofPerson(userId, MOST_DELIVERIES),
    ]);
    return {
      ...{ push, mail: { after: mailAfter, digest } },
      devices: devices.map((device) => NotifiedDeviceDto.of(device)),
      deliveries,
    };
  }
}
