import { computed, effect, type Signal, signal } from '@angular/core';

/** What comes in before one's eyes is read within this time. */
export const READ_WITHIN_MS = 1_500;

/**
 * A count that falls at once and rises only when it stays: what comes in before one's eyes is read within a moment, and
 * must not flash in titles and badges meanwhile. Call it where `inject` works.
 */
export function risesLater(count: Signal<number>, milliseconds: number): Signal<number> {
  const shown = signal<number | undefined>(undefined);
  effect((onCleanup) => {
    const next = count();
    const before = shown();
    if (before === undefined || next <= before) return shown.set(next);
    const timer = setTimeout(() => shown.set(next), milliseconds);
    onCleanup(() => clearTimeout(timer));
  });
  return computed(() => shown() ?? count());
}
