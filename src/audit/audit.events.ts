declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Entries got their places in the chain, on this node. */
    'audit.sealed': { readonly through: number };
  }
}
