import type { DraftDto } from './dto/draft.dto.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody changed a draft on one of their devices; `draft` is null when it was sent or thrown away. */
    'draft.updated': { userId: string; conversationId: string; version: number; draft: DraftDto | null };
  }
}
