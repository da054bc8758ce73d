import { deviceStorage, isDeviceShared } from '../device-storage';
import { type Fits, isCount, isObject, isText } from '../shapes';
import { dropEarlierChoices, earlierChoices } from './earlier-choices';

export type Values = Readonly<Record<string, unknown>>;

/** What somebody chose, as far as it is known here. */
export interface KnownPreferences {
  /** Which version of the server `values` are; undefined until it said. */
  readonly version?: number;
  readonly values: Values;
  /** Chosen here and not confirmed; null: nothing is chosen any more. */
  readonly waiting: Values;
  /** Chosen here before it was known by whom: theirs where the server has nothing. */
  readonly offered: Values;
}

export const NOTHING_KNOWN: KnownPreferences = { values: {}, waiting: {}, offered: {} };

interface Kept extends KnownPreferences {
  readonly userId: string;
}

/** Whose preferences this device keeps, and which; `{}` once they have left, so that what was kept here earlier is nobody's. */
const KEY = 'parley.preferences';
/** What was chosen in this tab while nobody was signed in. */
const BEFORE_KEY = 'parley.chosen';

/** What this device kept of somebody; undefined where that is nothing, as for whoever is here the first time. */
export function keptOf(userId: string): KnownPreferences | undefined {
  const kept = read(deviceStorage, KEY, isKept);
  return kept?.userId === userId ? kept : undefined;
}

/** What was chosen here that belongs to nobody yet, and is offered to who is here now. */
export function unownedChoices(userId: string): Values {
  const isNew = !isDeviceShared() && read(deviceStorage, KEY, isObject) === undefined;
  return { ...(isNew && earlierChoices(userId)), ...chosenBefore() };
}

/** Keeps what is known of who is here now, in the place of what is kept; false where nothing can be kept. */
export function begin(userId: string, known: KnownPreferences): boolean {
  if (!write(deviceStorage, KEY, { userId, ...known })) return false;
  if (!isDeviceShared()) dropEarlierChoices();
  keepChosenBefore(undefined);
  return true;
}

/** Keeps it as long as this device keeps for this person, which another tab may have ended. */
export function keep(userId: string, known: KnownPreferences): boolean {
  return keptOf(userId) !== undefined && write(deviceStorage, KEY, { userId, ...known });
}

/** Hears when another tab of this device keeps something; the answer stops it. */
export function onKeptElsewhere(window: Window | null, listener: () => void): () => void {
  const hear = ({ key }: StorageEvent): void => {
    if (key === KEY) listener();
  };
  window?.addEventListener('storage', hear);
  return () => window?.removeEventListener('storage', hear);
}

/** Whoever was here has left: nothing of theirs stays. */
export function forgetPreferences(): void {
  if (read(deviceStorage, KEY, isObject) !== undefined) write(deviceStorage, KEY, {});
}

/** What was chosen in this tab while nobody was signed in. */
export function chosenBefore(): Values {
  return read(() => sessionStorage, BEFORE_KEY, isObject) ?? {};
}

/** It lasts as long as the tab, or until somebody signs in here. */
export function keepChosenBefore(values: Values | undefined): void {
  write(() => sessionStorage, BEFORE_KEY, values);
}

function read<T>(storage: () => Storage, key: string, fits: Fits<T>): T | undefined {
  try {
    const value: unknown = JSON.parse(storage().getItem(key) ?? 'null');
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** False where storage is switched off or full: then it lasts as long as the page. */
function write(storage: () => Storage, key: string, value: object | undefined): boolean {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function isKept(value: unknown): value is Kept {
  return (
    isObject(value) &&
    isText(value['userId']) &&
    (value['version'] === undefined || isCount(value['version'])) &&
    [value['values'], value['waiting'], value['offered']].every(isObject)
  );
}
