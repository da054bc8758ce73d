import { Injectable } from '@nestjs/common';
import { Connections } from './connections.js';
import { EncodedEvent, encodeEvent, type EventFrame } from './frames/server-frame.js';

/** Tells people of events, on their sockets here; each event is serialised once for all of them. */
@Injectable()
export class Broadcast {
  constructor(private readonly connections: Connections) {}

  /** To every connection of one person but `except`. */
  toPerson(userId: string, event: EventFrame, except?: symbol): void {
    const encoded = new EncodedEvent(event);
    for (const connection of this.connections.of(userId)) {
      if (connection.id !== except) connection.send(encoded.bytes);
    }
  }

  /** To every connection of these people. */
  toPeople(userIds: Iterable<string>, event: EventFrame): void {
    const frame = encodeEvent(event);
    for (const userId of userIds) for (const connection of this.connections.of(userId)) connection.send(frame);
  }

  /** To every connection here. */
  toAll(event: EventFrame): void {
    const frame = encodeEvent(event);
    for (const connection of this.connections.all()) connection.send(frame);
  }
}
