import { computed, inject, type Signal } from '@angular/core';
import { Preferences } from './preferences';

/** Something that people choose for themselves. */
export type Preference<T> = Signal<T> & {
  /** Chooses it, at once here and then on all devices; undefined: what is usual holds again. */
  set(choice: T | undefined): void;
};

/**
 * One choice of whoever is signed in, the same on all their devices; called where `inject` is. The key is for ever.
 * `parse` answers undefined for what it does not know, such as what another version wrote: then what is usual holds, which
 * may itself depend on signals.
 */
export function preference<T>(
  key: string,
  usual: T | (() => T),
  parse: (value: unknown) => T | undefined,
): Preference<T> {
  const preferences = inject(Preferences);
  const chosen = computed(() => parse(preferences.get(key)) ?? (usual instanceof Function ? usual() : usual));
  return Object.assign(chosen, { set: (choice: T | undefined) => preferences.set(key, choice) });
}

/** Reads a choice among a few. */
export function oneOf<T>(choices: readonly T[]): (value: unknown) => T | undefined {
  return (value) => choices.find((choice) => choice === value);
}

/** Reads yes and no. */
export function asFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
