export const INVITE_STATES = ['open', 'used', 'expired', 'revoked'] as const;

/** Only an open invitation lets somebody in. */
export type InviteState = (typeof INVITE_STATES)[number];

/** An invitation to make an account. Its token is known only to those it was sent to. */
export interface Invite {
  readonly id: string;
  readonly email: string | null;
  readonly maxUses: number;
  readonly uses: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** What became of an invitation by `now`. */
export function stateOf(invite: Invite, now: Date): InviteState {
  if (invite.revokedAt) return 'revoked';
  if (invite.uses >= invite.maxUses) return 'used';
  return invite.expiresAt <= now ? 'expired' : 'open';
}
