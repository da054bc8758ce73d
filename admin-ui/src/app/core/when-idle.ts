/** Does something when the page has nothing else to do, but after so many milliseconds in any case. */
export function whenIdle(work: () => void, withinMs: number): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: withinMs });
  else setTimeout(work, withinMs / 3);
}
