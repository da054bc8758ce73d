import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { Broadcast } from './broadcast.js';
import { Connections } from './connections.js';
import { ResyncEvent } from './frames/connection.frames.js';
import { eventOf } from './frames/server-frame.js';

/** So long it may take one client after the other to catch up, in milliseconds. */
const MS_PER_CLIENT = 4;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Asks the clients here to catch up when the bus is back. Messages were not missed, the outbox told them; but what
 * takes no rev was: who read what, one's own state, new names. Each waits a random part of `spreadMs`, so that they
 * do not all ask at once.
 */
@Injectable()
export class Resync implements OnModuleInit {
  constructor(
    private readonly bus: Bus,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.bus.onReturn(() => this.ask());
  }

  private ask(): void {
    const spreadMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.connections.size * MS_PER_CLIENT));
    this.broadcast.toAll(eventOf(ResyncEvent, null, null, { spreadMs }));
  }
}
