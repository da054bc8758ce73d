declare module '../../core/security/revocations/revocation.js' {
  interface RevocationKinds {
    /** Somebody was removed from a conversation, or has left it; or there is no such conversation any more. */
    member: { readonly conversationId: string; readonly isDeleted?: boolean };
  }
}

export {};
