import { isSignOut } from './pending-sign-out';

/** Who has just signed in; taken away at once, so that nothing of it stays. */
const KEY = 'parley.signed-in';

/** What another tab of this browser did with the session, whose cookie is that of all of them. */
export interface OtherTabsListener {
  /** Somebody signed in there, perhaps who is here: the cookie is of their new session now. */
  signedIn(userId: string): void;
  /** Somebody signed out there, and the server could not be told. */
  signedOut(): void;
}

/** Tells the other tabs, also those of a shared device: the storage they keep things in is their own, this one is not. */
export function tellSignIn(userId: string): void {
  try {
    localStorage.setItem(KEY, userId);
    localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: they learn it from their next token.
  }
}

/** Hears from the other tabs from now on; the answer stops it. */
export function listenToOtherTabs(window: Window | null, listener: OtherTabsListener): () => void {
  const hear = (event: StorageEvent): void => {
    if (event.newValue === null) return;
    if (event.key === KEY) listener.signedIn(event.newValue);
    if (isSignOut(event)) listener.signedOut();
  };
  window?.addEventListener('storage', hear);
  return () => window?.removeEventListener('storage', hear);
}
