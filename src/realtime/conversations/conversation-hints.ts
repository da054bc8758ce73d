import { Injectable } from '@nestjs/common';
import { Connections } from '../connections.js';
import { encodeEvent, type EventFrame } from '../frames/server-frame.js';
import { Sureness } from '../sureness.js';
import { type Audience, Audiences } from './audiences.js';

interface Recipients {
  /** Only these, as far as they are in the conversation. */
  readonly to?: readonly string[];
  /** The one whom it is about. */
  readonly except?: string;
  /** Only those who see the message of this `seq`. */
  readonly aboutSeq?: number;
}

/** Tells those in a conversation, on their sockets here, of what takes no rev. Nobody misses a hint that is lost. */
@Injectable()
export class ConversationHints {
  constructor(
    private readonly audiences: Audiences,
    private readonly connections: Connections,
    private readonly sureness: Sureness,
  ) {}

  /**
   * Who may be told in this turn of the event loop, by the members of at least this version; undefined while this node
   * cannot be sure whose rights were revoked. Whoever waits for something else asks again.
   */
  async audience(conversationId: string, membersRev = 0): Promise<Audience | undefined> {
    const audience = await this.audiences.get(conversationId, membersRev);
    return this.sureness.isSure ? audience : undefined;
  }

  /** Sockets that lag are passed over. */
  tell(
    event: EventFrame,
    { userIds, visibleFrom }: Audience,
    { to, except, aboutSeq = Infinity }: Recipients = {},
  ): void {
    const frame = encodeEvent(event);
    for (const userId of to ?? userIds) {
      if (userId === except || (to && !userIds.includes(userId))) continue;
      if (aboutSeq < (visibleFrom?.get(userId) ?? 0)) continue;
      for (const connection of this.connections.of(userId)) connection.sendEphemeral(frame);
    }
  }
}
