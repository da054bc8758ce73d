import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MyStateService } from '../../messages/mine/my-state.service.js';
import { Bus } from '../../core/bus/bus.js';
import { DomainEvents, type DomainEventMap } from '../../core/events/domain-events.js';
import { Broadcast } from '../broadcast.js';
import { ClientFrames } from '../client-frames.js';
import { eventOf } from '../frames/server-frame.js';
import { MeUpdatedEvent, ReadFrame } from './conversations.frames.js';

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
    private readonly frames: ClientFrames,
    private readonly myState: MyStateService,
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.frames.on(
      ReadFrame,
      async ({ principal, id }, { conversationId, seq }) => {
        await this.myState.markRead(principal, conversationId.toLowerCase(), { seq }, id);
      },
      { inTurn: true },
    );
    this.events.on('me.updated', ({ origin, ...change }) => {
      this.tell(change, origin);
      this.bus.tell('me.updated', change);
    });
    this.bus.on('me.updated', (change) => this.tell(change));
  }

  private tell({ userId, conversationId, me, hidden, restored }: MyStateChange, except?: symbol): void {
    const data = { me, ...(hidden && { hidden }), ...(restored && { restored }) };
    this.broadcast.toPerson(userId, eventOf(MeUpdatedEvent, conversationId, null, data), except);
  }
}
