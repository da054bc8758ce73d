/** How far some people of one conversation have come, for those who may know. */
export interface ReceiptNewsItem {
  readonly kind: 'delivered' | 'read';
  readonly conversationId: string;
  /** Which list of members `to` was read with. */
  readonly membersRev: number;
  readonly at: string;
  /** Whoever may know, the people of the positions among them. */
  readonly to: readonly string[];
  readonly positions: readonly (readonly [userId: string, seq: number])[];
}

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Positions were written, on this node or another. */
    'receipts.told': ReceiptNewsItem;
    /** Positions were written in a conversation that is too large to tell of each. */
    'receipts.moved': { readonly conversationId: string };
  }
}

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'receipts.told': ReceiptNewsItem;
    'receipts.moved': { readonly conversationId: string };
  }
}
