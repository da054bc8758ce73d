import { deviceStorage } from './device-storage';
import { isObject, isText } from './shapes';

const KEY = 'parley.push';

/** For whom the server notifies this browser, and by which subscription of which session. */
export interface NotifiedHere {
  readonly userId: string;
  readonly sessionId: string;
  readonly endpoint: string;
}

/** As far as this browser remembers. */
export function notifiedHere(): NotifiedHere | undefined {
  try {
    const kept: unknown = JSON.parse(deviceStorage().getItem(KEY) ?? 'null');
    return isNotifiedHere(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function rememberNotified(here: NotifiedHere | undefined): void {
  try {
    if (here) deviceStorage().setItem(KEY, JSON.stringify(here));
    else deviceStorage().removeItem(KEY);
  } catch {
    // Storage is switched off: notifications have to be turned on again on the next visit.
  }
}

/**
 * This browser is notified no more, and what it shows goes. The server forgets the subscription with the session that it
 * belongs to; without this the browser would keep the address, and whoever comes next what is on the screen.
 */
export async function forgetNotifications(): Promise<void> {
  rememberNotified(undefined);
  navigator.clearAppBadge?.().catch(() => undefined);
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    for (const shown of (await worker?.getNotifications?.()) ?? []) shown.close();
    await (await worker?.pushManager?.getSubscription())?.unsubscribe();
  } catch {
    // The browser refuses workers here: then it shows nothing either.
  }
}

function isNotifiedHere(kept: unknown): kept is NotifiedHere {
  return isObject(kept) && [kept['userId'], kept['sessionId'], kept['endpoint']].every(isText);
}
