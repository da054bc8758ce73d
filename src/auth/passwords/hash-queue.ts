import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';

const MAX_WAITING = 50;

/** Runs at most as many password hashes at once as there are cores, so that sign-ins do not starve messages. */
export class HashQueue {
  private readonly queue: PQueue;

  constructor(atOnce = availableParallelism()) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  /** Waits for its turn; rejects with ServiceUnavailable at once when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.queue.size >= MAX_WAITING) throw new ServiceUnavailable('Too many people are signing in right now.', 2);
    return this.queue.add(work);
  }
}
