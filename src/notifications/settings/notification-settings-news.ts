import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../../core/bus/bus.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Broadcast } from '../../realtime/broadcast.js';
import { Connections } from '../../realtime/connections.js';
import { eventOf } from '../../realtime/frames/server-frame.js';
import { NotificationSettingsDto } from '../dto/notification-settings.dto.js';
import { NotificationsUpdatedEvent } from './notification-settings.frames.js';
import { NotificationSettingsRepository } from './notification-settings.repository.js';

declare module '../../core/bus/bus.js' {
  interface BusTopics {
    'notifications.updated': { readonly userId: string };
  }
}

/** Tells somebody's devices, on whichever node they are, what they chose on one of them. */
@Injectable()
export class NotificationSettingsNews implements OnModuleInit {
  private readonly logger = new Logger(NotificationSettingsNews.name);

  constructor(
    private readonly bus: Bus,
    private readonly settings: NotificationSettingsRepository,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.bus.on('notifications.updated', ({ userId }) => this.tellHere(userId));
  }

  /** After the commit. */
  tell(tx: Tx, userId: string): void {
    tx.afterCommit(() => {
      this.bus.tell('notifications.updated', { userId });
      this.tellHere(userId);
    });
  }

  private tellHere(userId: string): void {
    if (!this.connections.isConnected(userId)) return;
    // A device that hears nothing reads them with its next connection.
    this.readAndTell(userId).catch((error: unknown) => this.logger.debug(error));
  }

  private async readAndTell(userId: string): Promise<void> {
    const data = NotificationSettingsDto.of(await this.settings.find(userId));
    this.broadcast.toPerson(userId, eventOf(NotificationsUpdatedEvent, null, null, data));
  }
}
