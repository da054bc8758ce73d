import type { ClientInfo } from '../http/client-info.js';
import type { Permission } from './permissions.js';
import type { Principal } from './principal.js';

declare module '../events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody who is signed in asked for what only administrators may do. */
    'access.denied': { readonly principal: Principal; readonly permission: Permission; readonly client: ClientInfo };
  }
}
