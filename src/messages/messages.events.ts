import type { ConversationChange } from './conversations/conversations.events.js';
import type { OnlyForAuthor } from './shape/hidden-parts.js';
import type { ChangeCause } from './shape/change-cause.js';
import type { MessageDto } from './shape/message.dto.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    'message.created': MessageChange & {
      /** The connection that sent it: it gets the acknowledgement instead. */
      origin?: MessageOrigin;
    };
    'message.updated': MessageChange & { cause: ChangeCause };
    'message.deleted': MessageChange;
    /** Messages were given to somebody who asked for them. */
    'messages.served': { readonly userId: string; readonly messages: readonly MessageDto[] };
  }
}

/** A message as it is now, as everybody is told of it but where a block hides it. */
interface MessageChange extends ConversationChange {
  readonly message: MessageDto;
  readonly onlyForAuthor?: OnlyForAuthor;
}

/** A send that came over a socket. */
export interface MessageOrigin {
  readonly connection: symbol;
  readonly ref: string | number;
}
