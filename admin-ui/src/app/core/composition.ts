import { DOCUMENT, inject } from '@angular/core';

/** What browsers report for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Keeps the keys of an input method from every handler of the app: an Enter that picks a word must not send, save or
 * choose anything. Some browsers end the composition before the key comes, which then only its code tells.
 */
export function guardComposition(): void {
  inject(DOCUMENT).defaultView?.addEventListener('keydown', keepFromHandlers, { capture: true });
}

function keepFromHandlers(event: KeyboardEvent): void {
  // `keyCode` is the only sign of it in Safari.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) event.stopImmediatePropagation();
}
