/** Whether the session of this tab is on a device that others use too. */
const KEY = 'parley.shared';
/** What belongs to the tab itself, whoever is signed in. */
const OF_TAB: readonly string[] = ['parley.tab', 'parley.language'];

/**
 * Where to keep what shall last: in this browser or, on a device that others use too, only in this tab. Throws where
 * storage is switched off.
 */
export function deviceStorage(): Storage {
  return isDeviceShared() ? sessionStorage : localStorage;
}

/** Whether others use this device too, as whoever signed in here said. */
export function isDeviceShared(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

/** From now on nothing outlives this tab. It is about the device itself, so it holds on no other one. */
export function shareDevice(): void {
  try {
    sessionStorage.setItem(KEY, 'yes');
  } catch {
    // Storage is switched off: then nothing is kept anyway.
  }
}

/** The session on a shared device is over: what the tab kept of it goes. */
export function stopSharingDevice(): void {
  if (!isDeviceShared()) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('parley.') && !OF_TAB.includes(key)) sessionStorage.removeItem(key);
  }
}
