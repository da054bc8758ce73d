declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody blocks somebody else from now on, or, with null, not any more. */
    'block.updated': { readonly userId: string; readonly blockedId: string; readonly blockedAt: string | null };
  }
}

export {};
