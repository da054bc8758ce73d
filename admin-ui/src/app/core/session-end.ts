/** Why a session is over: what the server tells, and `signed_out` for what I did myself on this device. */
const REASONS = [
  'signed_out',
  'signed_out_elsewhere',
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

/** For the sign-in page, which is another page: nothing of the one before stays in memory. */
export function rememberEnd(reason: SessionEndReason): void {
  try {
    sessionStorage.setItem(KEY, reason);
  } catch {
    // Storage is switched off: the sign-in page says nothing.
  }
}

/** Why the last session of this tab ended; undefined when there was none, or somebody signed in since. */
export function lastEnd(): SessionEndReason | undefined {
  try {
    const reason = sessionStorage.getItem(KEY);
    return reason === null ? undefined : asEndReason(reason);
  } catch {
    return undefined;
  }
}

/** Somebody is signed in. */
export function forgetEnd(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Storage is switched off.
  }
}
