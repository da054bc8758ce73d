import { inject, Injectable } from '@angular/core';
import { isPressed } from './key-combination';
import { SingleKeys } from './single-keys';
import type { PlainKey } from './words/catalogue';

/** Something that keys do: what it is called on the sheet of keys, and each combination that does it. */
export interface KeyAct {
  readonly label: PlainKey;
  /** Combinations of `isPressed`. */
  readonly keys: readonly string[];
}

/**
 * What keys do in one place. It is declared beside the code that does it, in a file `*-keys.ts`, and the sheet of keys shows
 * all of them; those with the same title stand together.
 */
export interface KeyScope<Act extends string = string> {
  readonly title: PlainKey;
  readonly acts: Readonly<Record<Act, KeyAct>>;
}

/** Declares what keys do in one place. */
export function keyScope<const Act extends string>(
  title: PlainKey,
  acts: Readonly<Record<Act, KeyAct>>,
): KeyScope<Act> {
  return { title, acts };
}

/** Whether it is a letter, a digit or a sign without Ctrl, ⌘ or Alt: what somebody who speaks to their computer may say. */
export function isSingle(combination: string): boolean {
  return /^(Shift\+)?\S$/u.test(combination);
}

/** What the event asks for there; undefined when it asks for nothing, or with a single key where those are switched off. */
export function actOf<Act extends string>(
  { acts }: KeyScope<Act>,
  event: KeyboardEvent,
  areSingleKeysOn: boolean,
): Act | undefined {
  const usable = (keys: string): boolean => areSingleKeysOn || !isSingle(keys);
  const all = Object.entries<KeyAct>(acts) as [Act, KeyAct][];
  return all.find(([, { keys }]) => keys.some((one) => usable(one) && isPressed(one, event)))?.[0];
}

/** Does what keys ask for, as it is declared. */
@Injectable({ providedIn: 'root' })
export class ScopedKeys {
  private readonly singleKeys = inject(SingleKeys);

  /**
   * Does what the event asks for in this scope, and says whether it was done: then the browser does nothing more. What
   * answers `false` is not possible now, and its key is anybody's. Whoever has handled a key before has it.
   */
  run<Act extends string>(
    scope: KeyScope<Act>,
    event: KeyboardEvent,
    deeds: Readonly<Record<Act, () => unknown>>,
  ): boolean {
    const act = event.defaultPrevented ? undefined : actOf(scope, event, this.singleKeys.areOn());
    if (act === undefined || deeds[act]() === false) return false;
    event.preventDefault();
    return true;
  }
}
