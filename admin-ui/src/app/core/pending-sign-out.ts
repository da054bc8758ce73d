/** The session that was left on this device without the server hearing of it. */
const KEY = 'parley.sign-out';

/** The server could not be asked to end this session; it is told when it can be. */
export function rememberSignOut(accessToken: string | undefined): void {
  try {
    localStorage.setItem(KEY, sessionOf(accessToken) ?? '');
  } catch {
    // Storage is switched off: the session ends by itself when it is not used.
  }
}

/** The id of the session to end; empty when it is not known, undefined when there is none. */
export function pendingSignOut(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether a change of the storage is that another tab left a session so. */
export function isSignOut({ key, newValue }: StorageEvent): boolean {
  return key === KEY && newValue !== null;
}

/** The server was told, or the browser has another session by now. */
export function forgetSignOut(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off.
  }
}

/** The session that an access token is for. */
export function sessionOf(accessToken: string | undefined): string | undefined {
  const payload = accessToken?.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { sid } = JSON.parse(text) as { sid?: unknown };
    return typeof sid === 'string' ? sid : undefined;
  } catch {
    return undefined;
  }
}
