declare module '../../core/security/revocations/revocation.js' {
  interface RevocationKinds {
    /** Somebody was removed from a conversation, or has left it. */
    member: { readonly conversationId: string };
  }
}

export {};
