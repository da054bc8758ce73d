import { signal } from '@angular/core';

const count = signal(0);

/** How many connections this page has had. Read where something is drawn, it is drawn anew with the next one. */
export const connectionCount = count.asReadonly();

/** A connection stands. */
export function noteConnection(): void {
  count.update((before) => before + 1);
}
