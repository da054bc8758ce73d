/**
 * Keys that were claimed a short while ago; its memory is what was claimed within one interval. An LRU cache would forget
 * some of those when there are many, and they would be claimed twice.
 */
export class OncePer {
  /** In the order in which they were claimed, on the clock of `performance.now`. */
  private readonly claimedAt = new Map<string, number>();

  constructor(private readonly everyMs: number) {}

  has(key: string): boolean {
    const at = this.claimedAt.get(key);
    return at !== undefined && performance.now() - at < this.everyMs;
  }

  /** False when it was claimed within the interval. */
  claim(key: string): boolean {
    if (this.has(key)) return false;
    const now = performance.now();
    this.claimedAt.delete(key);
    this.claimedAt.set(key, now);
    this.forget(now - this.everyMs);
    return true;
  }

  private forget(before: number): void {
    for (const [key, at] of this.claimedAt) {
      if (at > before) return;
      this.claimedAt.delete(key);
    }
  }
}
