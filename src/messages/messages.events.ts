import type { ConversationChange } from './conversations/conversations.events.js';
import type { ChangeCause } from './shape/change-cause.js';
import type { MessageDto } from './shape/message.dto.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    'message.created': ConversationChange & {
      message: MessageDto;
      /** The connection that sent it: it gets the acknowledgement instead. */
      origin?: MessageOrigin;
    };
    'message.updated': ConversationChange & { message: MessageDto; cause: ChangeCause };
    'message.deleted': ConversationChange & { message: MessageDto };
    /** Messages were given to somebody who asked for them. */
    'messages.served': { readonly userId: string; readonly messages: readonly MessageDto[] };
  }
}

/** A send that came over a socket. */
export interface MessageOrigin {
  readonly connection: symbol;
  readonly ref: string | number;
}
