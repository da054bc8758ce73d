import type { UserCard } from '../../users/user-card.js';

export const INVITE_STATES = ['open', 'used', 'expired', 'revoked', 'void'] as const;

/** Only an open invitation lets somebody in. `void`: whoever made it may not invite any more. */
export type InviteState = (typeof INVITE_STATES)[number];

/** What became of the mail with an invitation; `failed`: the mail server will never take it. */
export const INVITE_MAILS = ['waiting', 'sent', 'failed'] as const;
export type InviteMail = (typeof INVITE_MAILS)[number];

/** An invitation to make an account. Its token is known only to those it was sent to. */
export interface Invite {
  readonly id: string;
  readonly email: string | null;
  readonly maxUses: number;
  readonly uses: number;
  readonly createdBy: string;
  readonly inviter: UserCard;
  /** Whoever made it is active and still has the right to. */
  readonly mayInviterInvite: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** Null where its link was handed over instead. */
  readonly mail: InviteMail | null;
}

/** What became of an invitation by `now`. */
export function stateOf(invite: Invite, now: Date): InviteState {
  if (invite.revokedAt) return 'revoked';
  if (invite.uses >= invite.maxUses) return 'used';
  if (invite.expiresAt <= now) return 'expired';
  return invite.mayInviterInvite ? 'open' : 'void';
}
