import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { Broadcast } from '../realtime/broadcast.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { TeamsUpdatedEvent } from './teams.frames.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'teams.updated': object;
  }
}

/** Tells everybody who is connected, to whichever node, that teams changed. */
@Injectable()
export class TeamNews implements OnModuleInit {
  constructor(
    private readonly bus: Bus,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.bus.on('teams.updated', () => this.tellHere());
  }

  /** After the commit. */
  tell(tx: Tx): void {
    tx.afterCommit(() => {
      this.bus.tell('teams.updated', {});
      this.tellHere();
    });
  }

  private tellHere(): void {
    this.broadcast.toAll(eventOf(TeamsUpdatedEvent, null, null, {}));
  }
}
