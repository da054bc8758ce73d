import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { type DomainEventMap, DomainEvents } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { SavedListService } from './saved-list.service.js';
import './saved.events.js';
import { SavedDueEvent, SavedUpdatedEvent } from './saved.frames.js';

type SavedChange = DomainEventMap['saved.updated'];
type DueMessage = DomainEventMap['saved.due'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'saved.updated': SavedChange;
    /** Without the message, which may be larger than a message of the bus. */
    'saved.due': DueMessage;
  }
}

/** Tells somebody's devices, on whichever node they are, what they saved, and reminds them of it. */
@Injectable()
export class MySaved implements OnModuleInit {
  private readonly logger = new Logger(MySaved.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly lists: SavedListService,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('saved.updated', (change) => {
      this.tell(change);
      this.bus.tell('saved.updated', change);
    });
    this.events.on('saved.due', (due) => {
      this.remind(due);
      this.bus.tell('saved.due', due);
    });
    this.bus.on('saved.updated', (change) => this.tell(change));
    this.bus.on('saved.due', (due) => this.remind(due));
  }

  private tell({ userId, conversationId, seq, saved }: SavedChange): void {
    this.broadcast.toPerson(userId, eventOf(SavedUpdatedEvent, conversationId, null, { seq, saved }));
  }

  private remind(due: DueMessage): void {
    if (!this.connections.isConnected(due.userId)) return;
    // Whoever does not hear of it sees in their list that it is due.
    this.readAndRemind(due).catch((error: unknown) => this.logger.warn(error));
  }

  private async readAndRemind(due: DueMessage): Promise<void> {
    const message = await this.lists.find(due);
    if (message) this.broadcast.toPerson(due.userId, eventOf(SavedDueEvent, due.conversationId, null, message));
  }
}
