import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import type { PreferencesChange } from './preferences.events.js';
import { PreferencesUpdatedEvent } from './preferences.frames.js';
import { PreferencesService } from './preferences.service.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    /** Without the values, which may be larger than a message of the bus. */
    'preferences.updated': Pick<PreferencesChange, 'userId'>;
  }
}

/** Tells somebody's devices, on whichever node they are, what they chose on one of them. */
@Injectable()
export class MyPreferences implements OnModuleInit {
  private readonly logger = new Logger(MyPreferences.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly preferences: PreferencesService,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('preferences.updated', (change) => {
      this.tell(change);
      this.bus.tell('preferences.updated', { userId: change.userId });
    });
    this.bus.on('preferences.updated', ({ userId }) => {
      if (!this.connections.isConnected(userId)) return;
      // A device that hears nothing reads them with its next connection.
      this.readAndTell(userId).catch((error: unknown) => this.logger.debug(error));
    });
  }

  private async readAndTell(userId: string): Promise<void> {
    this.tell({ userId, ...(await this.preferences.get({ userId })) });
  }

  private tell({ userId, values, version }: PreferencesChange): void {
    this.broadcast.toPerson(userId, eventOf(PreferencesUpdatedEvent, null, null, { values, version }));
  }
}
