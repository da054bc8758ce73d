/** How long a refusal answers for the database. */
const MAX_AGE_MS = 1_000;
/** A few megabytes; beyond it, those who were quiet longest ask the database again. */
const MAX_REFUSALS = 10_000;

interface Refusal {
  /** Both on the clock that is handed in. */
  readonly forgetAt: number;
  readonly endsAt: number;
}

/**
 * The refusals of the last second, so that who goes on guessing costs no transaction; none is remembered beyond its end. An
 * LRU cache would answer at the very end too, with nothing left to wait.
 */
export class RecentRefusals {
  private readonly refusals = new Map<string, Refusal>();

  constructor(
    private readonly now: () => number,
    private readonly capacity = MAX_REFUSALS,
  ) {}

  /** For how many seconds more; undefined when it has to be judged. */
  secondsLeft(key: string): number | undefined {
    const refusal = this.refusals.get(key);
    if (!refusal) return undefined;
    const now = this.now();
    if (refusal.forgetAt > now) return (refusal.endsAt - now) / 1_000;
    this.refusals.delete(key);
    return undefined;
  }

  remember(key: string, waitSeconds: number): void {
    const now = this.now();
    const endsAt = now + waitSeconds * 1_000;
    this.refusals.delete(key);
    this.refusals.set(key, { endsAt, forgetAt: Math.min(endsAt, now + MAX_AGE_MS) });
    if (this.refusals.size > this.capacity) this.refusals.delete(this.refusals.keys().next().value ?? '');
  }
}
