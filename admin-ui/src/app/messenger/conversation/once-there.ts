/** About a second. */
const MOST_FRAMES = 60;

/** Tries again with each frame until it works: what is reached for may be drawn only now, and its code on its way. */
export function onceThere(attempt: () => boolean, framesLeft = MOST_FRAMES): void {
  if (attempt() || framesLeft === 0) return;
  requestAnimationFrame(() => onceThere(attempt, framesLeft - 1));
}
