import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../../core/bus/bus.js';
import { DomainEvents, type DomainEventMap } from '../../core/events/domain-events.js';
import { ConversationDelivery } from './conversation-delivery.js';
import { MeUpdatedEvent } from './conversations.frames.js';
import { eventOf } from '../frames/server-frame.js';

type MyStateChange = Omit<DomainEventMap['me.updated'], 'origin'>;

declare module '../../core/bus/bus.js' {
  interface BusTopics {
    'me.updated': MyStateChange;
  }
}

/** Keeps the devices of one person in step: what one of them read, muted or hid, the others hear on every node. */
@Injectable()
export class MyDevices implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly delivery: ConversationDelivery,
  ) {}

  onModuleInit(): void {
    this.events.on('me.updated', ({ origin, ...change }) => {
      this.tell(change, origin);
      this.bus.tell('me.updated', change);
    });
    this.bus.on('me.updated', (change) => this.tell(change));
  }

  private tell({ userId, conversationId, me, hidden, restored }: MyStateChange, except?: symbol): void {
    const data = { me, ...(hidden && { hidden }), ...(restored && { restored }) };
    this.delivery.toPerson(userId, eventOf(MeUpdatedEvent, conversationId, null, data), except);
  }
}
