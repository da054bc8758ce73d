import type { ConversationMove } from '../../core/outbox/outbox.js';
import type { MyStateDto } from '../mine/dto/my-state.dto.js';
import type { ChangeCause } from '../shape/change-cause.js';

/** Something everybody in a conversation sees changed, at `rev`. */
export interface ConversationChange {
  readonly conversationId: string;
  readonly rev: number;
  /** Which list of members `rev` was written for; audiences older than it are read again. */
  readonly membersRev: number;
}

declare module '../../core/events/domain-events.js' {
  interface DomainEventMap {
    /**
     * The conversation itself or its members changed, or it was made: then `firstRev` is 0. Or a message is shown
     * otherwise, at `lastRev`, for this cause.
     */
    'conversation.changed': ConversationMove & { readonly cause?: ChangeCause };
    'receipt.read': { conversationId: string; userId: string; seq: number; at: Date };
    'me.updated': {
      conversationId: string;
      userId: string;
      me: MyStateDto;
      hidden?: number[];
      restored?: number[];
      /** The connection that asked; it knows already. */
      origin?: symbol;
    };
  }
}
