import type { PersonStatus } from './person-status.js';
import type { UserCard } from './user-card.js';

/** Something that others are shown, or only what the person decided. */
export type UserChange = 'profile' | 'settings';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** A person's name, standing, status or settings changed, on this node or another; the card is the new one. */
    'user.updated': { readonly user: UserCard; readonly status: PersonStatus | null; readonly what: UserChange };
  }
}

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'user.updated': { readonly userId: string; readonly what: UserChange };
  }
}
