import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { AudienceRow } from '../../messages/conversations/conversation-rows.js';
import { ConversationsService } from '../../messages/conversations/conversations.service.js';
import { Connections } from '../connections.js';

/** Conversations whose members are remembered. */
const CAPACITY = 20_000;

/** Who is in a conversation, and at which version of that list. */
export interface Audience {
  readonly membersRev: number;
  readonly userIds: readonly string[];
  /** The first seq of those who do not see everything; undefined when everybody does. */
  readonly visibleFrom?: ReadonlyMap<string, number> | undefined;
}

/** Remembers who is in which conversation. An audience is only used for events of the version it was read at. */
@Injectable()
export class Audiences {
  private readonly known = new LRUCache<string, Audience>({ max: CAPACITY });
  /** Goes up whenever somebody was removed, so that a list that was being read meanwhile is read again. */
  private removals = 0;

  constructor(
    private readonly conversations: ConversationsService,
    private readonly connections: Connections,
  ) {}

  /** The remembered audience, if it is at least of this version. */
  peek(conversationId: string, membersRev: number): Audience | undefined {
    const audience = this.known.get(conversationId);
    return audience && audience.membersRev >= membersRev ? audience : undefined;
  }

  /** The audience of at least this version, read from the database when the remembered one is older. */
  async get(conversationId: string, membersRev: number): Promise<Audience> {
    const remembered = this.peek(conversationId, membersRev);
    if (remembered) return remembered;
    const { removals } = this;
    const row = await this.conversations.audience(conversationId);
    if (removals !== this.removals) return this.get(conversationId, membersRev);
    const audience = row ? audienceOf(row) : { membersRev, userIds: [] };
    this.known.set(conversationId, audience);
    return audience;
  }

  /** Forgets it at once, as when somebody was removed. */
  forget(conversationId: string): void {
    this.removals++;
    this.known.delete(conversationId);
  }

  /** Whether anybody of an audience has a socket here. */
  isListening({ userIds }: Audience): boolean {
    return userIds.some((userId) => this.connections.isConnected(userId));
  }
}

function audienceOf({ membersRev, userIds, visibleFrom }: AudienceRow): Audience {
  return { membersRev, userIds, ...(visibleFrom && { visibleFrom: new Map(Object.entries(visibleFrom)) }) };
}
