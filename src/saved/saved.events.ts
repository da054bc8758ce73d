import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { SavingDto } from './dto/saved.dto.js';

/** Whose saved message it is. */
export interface SavedPlace extends MessagePlace {
  readonly userId: string;
}

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody saved a message, or changed when they want to be reminded; null: it is not saved any more. */
    'saved.updated': SavedPlace & { readonly saved: SavingDto | null };
    /** The time has come of which somebody wanted to be reminded. */
    'saved.due': SavedPlace;
  }
}
