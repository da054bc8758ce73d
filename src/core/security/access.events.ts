import type { ClientInfo } from '../http/client-info.js';
import type { Principal } from './principal.js';

declare module '../events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody who is signed in asked for what only administrators may do, or administrators for more than they hold. */
    'access.denied': {
      readonly principal: Principal;
      readonly target: { readonly type: string; readonly id: string };
      /** The code of the problem they were answered with. */
      readonly reason: string;
      readonly client: ClientInfo;
    };
  }
}
