import type { SessionEndReason } from './session-end-reason.js';

/** A right that has ended. `roles`: the person's flags changed; `member`: they were removed from a conversation. */
export interface Revocation {
  readonly kind: 'session' | 'user' | 'roles' | 'member';
  readonly userId: string;
  /** The session that ended; kind `session` only. */
  readonly sessionId?: string;
  /** The session that goes on; kind `user` only, when a person changed their password. */
  readonly exceptSessionId?: string;
  /** Kinds `session` and `user`: why the sessions ended. */
  readonly reason?: SessionEndReason;
  /** Kind `member` only. */
  readonly conversationId?: string;
}

/** A revocation as it is stored. */
export interface RecordedRevocation extends Revocation {
  readonly id: string;
}
