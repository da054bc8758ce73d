import { Logger } from '@nestjs/common';
import { isPassing } from '../errors/problem.js';

/**
 * Does a piece of work for all who ask: the first time at once, then at most once in an interval, never twice at the
 * same time. Work that failed is done again after the interval.
 */
export class Pulse {
  private readonly logger = new Logger(Pulse.name);
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;
  private isWorking = false;
  private isStopped = false;
  /** On the clock of `performance.now`. */
  private notBefore = 0;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly everyMs: () => number,
  ) {}

  /** Has the work done soon; all who ask in one turn of the event loop get it done once. */
  want(): void {
    this.isWanted = true;
    this.arm();
  }

  /** Nothing is begun any more. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private arm(): void {
    if (this.timer || this.isWorking || this.isStopped || !this.isWanted) return;
    const wait = Math.max(0, this.notBefore - performance.now());
    this.timer = setTimeout(() => void this.beat(), wait).unref();
  }

  private async beat(): Promise<void> {
    this.timer = undefined;
    this.isWanted = false;
    this.isWorking = true;
    this.notBefore = performance.now() + this.everyMs();
    try {
      await this.work();
    } catch (error) {
      this.isWanted = true;
      if (!isPassing(error)) this.logger.warn({ err: error });
    }
    this.isWorking = false;
    this.arm();
  }
}
