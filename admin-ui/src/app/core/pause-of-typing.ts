/** Typing is over when this long nothing came. */
const PAUSE_MS = 150;

/** Resolves when typing is over; rejects when what waits is no longer needed. */
export function pauseOfTyping(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('No longer needed', 'AbortError'));
    });
  });
}
