import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { type DomainEventMap, DomainEvents } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import './scheduled.events.js';
import { ScheduledUpdatedEvent } from './scheduled.frames.js';
import { ScheduledService } from './scheduled.service.js';

type ScheduledChange = DomainEventMap['scheduled.updated'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    /** Without the text, which may be larger than a message of the bus. */
    'scheduled.updated': Omit<ScheduledChange, 'scheduled'>;
  }
}

/** Tells an author's devices, on whichever node they are, what became of what they scheduled. */
@Injectable()
export class MyScheduled implements OnModuleInit {
  private readonly logger = new Logger(MyScheduled.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly scheduled: ScheduledService,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('scheduled.updated', ({ userId, id, scheduled }) => {
      this.tell({ userId, id, scheduled });
      this.bus.tell('scheduled.updated', { userId, id });
    });
    this.bus.on('scheduled.updated', ({ userId, id }) => {
      if (!this.connections.isConnected(userId)) return;
      // A device that hears nothing finds out when it next asks for the list.
      this.readAndTell(userId, id).catch((error: unknown) => this.logger.debug(error));
    });
  }

  private async readAndTell(userId: string, id: string): Promise<void> {
    this.tell({ userId, id, scheduled: await this.scheduled.find(userId, id) });
  }

  private tell({ userId, id, scheduled }: ScheduledChange): void {
    this.broadcast.toPerson(userId, eventOf(ScheduledUpdatedEvent, null, null, { id, scheduled }));
  }
}
