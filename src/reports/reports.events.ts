declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** A message was reported, or somebody decided about one, on this node. */
    'reports.changed': { readonly id: string };
  }
}
