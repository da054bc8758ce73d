import type { ComposeDraftDto, DraftDto } from './dto/draft.dto.js';

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody changed the draft of a conversation on one of their devices; `draft` is null when it is gone. */
    'draft.updated': { userId: string; conversationId: string; version: number; draft: DraftDto | null };
    /** The same for a new message. */
    'compose-draft.updated': { userId: string; id: string; version: number; draft: ComposeDraftDto | null };
  }
}
