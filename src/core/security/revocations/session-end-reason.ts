/**
 * Why a session ended, for whoever is signed out by it. `signed_out`: on this device; `signed_out_elsewhere`: by the same
 * person from another; `replaced`: somebody signed in in the same browser, which goes on with that session; `token_reused`: a refresh token was used twice, so somebody may have copied it; `expired`: nobody
 * used it for too long, or it was too old.
 */
export const SESSION_END_REASONS = [
  'signed_out',
  'signed_out_elsewhere',
  'replaced',
  'password_changed',
  'ended_by_administrator',
  'deactivated',
  'token_reused',
  'too_many_sessions',
  'expired',
] as const;
export type SessionEndReason = (typeof SESSION_END_REASONS)[number];
