import { DOCUMENT, effect, inject } from '@angular/core';
import { deviceStorage } from './device-storage';
import { oneOf, preference, type Preference } from './preferences/preference';
import { Preferences } from './preferences/preferences';

/**
 * A choice that shows from the first paint on: until it is known who is here, what was seen last on this device goes on, of
 * which `public/theme.js` reads the same key. `show` is called with each new one. Called where `inject` is.
 */
export function seenChoice<T extends string | number>(
  key: string,
  choices: readonly T[],
  usual: T,
  show: (choice: T, root: HTMLElement) => void,
): Preference<T> {
  const preferences = inject(Preferences);
  const root = inject(DOCUMENT).documentElement;
  const storageKey = `parley.${key}`;
  const choice = preference<T>(
    key,
    () => (preferences.areKnown() ? usual : (seenLast(storageKey, choices) ?? usual)),
    oneOf(choices),
  );
  effect(() => {
    show(choice(), root);
    const isKnownHere = choice() === (seenLast(storageKey, choices) ?? usual);
    // What is usual needs no place, unless something else was seen here.
    if (!isKnownHere) remember(storageKey, choice());
  });
  return choice;
}

function seenLast<T extends string | number>(key: string, choices: readonly T[]): T | undefined {
  try {
    // On a shared device a new tab has seen nothing yet.
    const seen = deviceStorage().getItem(key) ?? localStorage.getItem(key);
    return choices.find((choice) => String(choice) === seen);
  } catch {
    return undefined;
  }
}

function remember(key: string, choice: string | number): void {
  try {
    deviceStorage().setItem(key, String(choice));
  } catch {
    // Storage is switched off: the next visit begins with what is usual.
  }
}
