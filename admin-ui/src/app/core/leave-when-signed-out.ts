import { DOCUMENT, effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from './session';
import { rememberEnd } from './session-end';

/** How long the sign-in page waits for what this device kept to be gone. */
const CLEARING_MS = 2_000;

/**
 * When the session is over: to the sign-in page; and back here afterwards, unless I left on purpose. It is loaded anew: nothing of
 * whoever was here may be left in memory for whoever comes next. To be called where things are injected.
 */
export function leaveWhenSignedOut(): void {
  const [router, document, session] = [inject(Router), inject(DOCUMENT), inject(Session)];
  const leave = async (): Promise<void> => {
    const { url } = router;
    const reason = session.takeEnd();
    const isMeant = reason === undefined || reason === 'signed_out' || url === '/';
    await Promise.race([session.departed(), new Promise((resolve) => setTimeout(resolve, CLEARING_MS))]);
    if (reason !== undefined) rememberEnd(reason);
    document.location.assign(isMeant ? '/login' : `/login?next=${encodeURIComponent(url)}`);
  };
  effect(() => {
    if (!session.isSignedIn() && !session.isStartingOver) void leave();
  });
}
