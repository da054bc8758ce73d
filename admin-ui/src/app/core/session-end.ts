/** Why a session is over: what the server tells, and `signed_out` for what I did myself on this device. */
const REASONS = [
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

export type SessionEndReason = (typeof REASONS)[number];

const KEY = 'parley.session-end';

/** What a server said, as far as this client knows it. */
export function asEndReason(said: unknown): SessionEndReason {
  return REASONS.find((reason) => reason === said) ?? 'expired';
}

/** For the sign-in page that is loaded next: nothing of the page before stays in memory. */
export function rememberEnd(reason: SessionEndReason): void {
  try {
    sessionStorage.setItem(KEY, reason);
  } catch {
    // Storage is switched off: the sign-in page says nothing.
  }
}

/** Why the session of the page before ended. Told once: whoever comes later has nothing to do with it. */
export function rememberedEnd(): SessionEndReason | undefined {
  try {
    const reason = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return reason === null ? undefined : asEndReason(reason);
  } catch {
    return undefined;
  }
}
