import type { UserCard } from './user-card.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** A person's name or standing changed; the card is the new one. */
    'user.updated': { readonly user: UserCard };
  }
}
