import { RateLimited } from '../../errors/request-problems.js';

/** A quarter of the connections to the database: a page asks for about so much at once. */
const AT_ONCE = 4;
/** A page that asks for everything at once is served; beyond that somebody only piles up work. */
const MAX_WAITING = 100;
const RETRY_AFTER_SECONDS = 1;

interface Queue {
  working: number;
  readonly waiting: (() => void)[];
}

/** Lets each person have a few requests worked on at a time, so that slow ones wait for each other and for nobody else. */
export class Turns {
  private readonly queues = new Map<string, Queue>();

  /** Does the work when it is its turn; throws RateLimited when too much of that person waits already. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(who) ?? { working: 0, waiting: [] };
    this.queues.set(who, queue);
    await this.turn(queue);
    try {
      return await work();
    } finally {
      this.next(who, queue);
    }
  }

  private async turn(queue: Queue): Promise<void> {
    if (queue.working < AT_ONCE) {
      queue.working++;
      return;
    }
    if (queue.waiting.length >= MAX_WAITING) {
      throw new RateLimited('Too many of your requests wait already. Wait for their answers.', RETRY_AFTER_SECONDS, {
        RateLimit: `"waiting";r=0;t=${RETRY_AFTER_SECONDS}`,
        'RateLimit-Policy': `"waiting";q=${AT_ONCE + MAX_WAITING};w=${RETRY_AFTER_SECONDS}`,
      });
    }
    await new Promise<void>((resolve) => queue.waiting.push(resolve));
  }

  /** The one who waits takes over the place; without one it is free. */
  private next(who: string, queue: Queue): void {
    const first = queue.waiting.shift();
    if (first) return first();
    if (--queue.working === 0) this.queues.delete(who);
  }
}
