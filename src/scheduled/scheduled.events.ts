import type { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody scheduled a message, changed it, or it failed; `scheduled` is null when it was sent or cancelled. */
    'scheduled.updated': {
      readonly userId: string;
      readonly id: string;
      readonly scheduled: ScheduledDto | null;
    };
  }
}
