import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { newId } from '../database/id.js';
import type { Tx } from '../database/unit-of-work.js';
import { OutboxRepository } from './outbox.repository.js';

/** A conversation that moved on: the revs from `firstRev` to `lastRev` are new. */
export interface ConversationMove {
  readonly conversationId: string;
  readonly firstRev: number;
  readonly lastRev: number;
  /** Which list of members the last of them was written for; audiences older than it are read again. */
  readonly membersRev: number;
}

/**
 * What was committed and must still be told: a row for each transaction that takes a rev, written by it. So nothing that
 * was committed can stay unheard, whatever happens to the process or to the bus (docs/realtime.md).
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly repository: OutboxRepository,
    private readonly bus: Bus,
  ) {}

  /** Belongs into the transaction that took the revs. The send path writes its rows in its own statement. */
  note(tx: Tx, move: ConversationMove): Promise<void> {
    return this.repository.insert(tx, newId(), this.bus.nodeId, move);
  }

  /**
   * What was committed since a snapshot of the database, on whichever node, each row once; nothing without one. The next
   * reading begins with the snapshot of this one. No clock and no place in an order can do this: transactions are not
   * committed in the order in which they begin.
   */
  since(snapshot: string | undefined): Promise<{ snapshot: string; moves: ConversationMove[] }> {
    return this.repository.since(snapshot);
  }
}
