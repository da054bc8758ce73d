import { availableParallelism } from 'node:os';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';

const MAX_WAITING = 50;

/** Runs at most as many password hashes at once as there are cores, so that sign-ins do not starve messages. */
export class HashQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce = availableParallelism()) {}

  /** Waits for its turn; rejects with ServiceUnavailable at once when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await this.turn();
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed over: whoever was waiting takes the place of the one that leaves.
      if (next) next();
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= MAX_WAITING)
      throw new ServiceUnavailable('Too many people are signing in right now.', 2);
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
