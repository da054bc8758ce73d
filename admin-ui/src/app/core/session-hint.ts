import { deviceStorage, isDeviceShared, shareDevice, stopSharingDevice } from './device-storage';

/** `public/theme.js` reads the same key to draw the right outline while the app loads. */
const KEY = 'parley.session';

/** Whether this browser was signed in when it was last used; true also when nothing can be remembered. */
export function wasSignedIn(): boolean {
  try {
    return deviceStorage().getItem(KEY) === 'in';
  } catch {
    return true;
  }
}

/** Remembers it for the next visit; the session itself is in a cookie that scripts cannot read. */
export function rememberSignedIn(isSignedIn: boolean): void {
  try {
    if (isSignedIn) deviceStorage().setItem(KEY, 'in');
    else deviceStorage().removeItem(KEY);
  } catch {
    // Storage is switched off: the next visit simply asks the server.
  }
}

/** From now on it is remembered where the session wants it, whichever tab began that: on a shared device in this tab alone. */
export function rememberWhere(isShared: boolean): void {
  if (isShared === isDeviceShared()) return;
  if (!isShared) return stopSharingDevice();
  // What is remembered of whoever was here before would let other tabs in as if nobody shared the device.
  rememberSignedIn(false);
  shareDevice();
}
