import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isPassing } from '../core/errors/problem.js';
import { ReadMarksRepository } from './read-marks.repository.js';
import { ReceiptTiming } from './receipt-timing.js';

/** Deleted with one statement, so that none takes long. */
const AT_ONCE = 5_000;

/** Forgets when people read, once it is long ago. Every node may do it: they take different rows. */
@Injectable()
export class ReadMarksPruner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ReadMarksPruner.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly marks: ReadMarksRepository,
    private readonly timing: ReceiptTiming,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.pruneOrLog(), this.timing.pruneEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async prune(): Promise<void> {
    while ((await this.marks.deleteOld(AT_ONCE)) === AT_ONCE);
  }

  private async pruneOrLog(): Promise<void> {
    try {
      await this.prune();
    } catch (error) {
      // Nobody waits for it, and it is tried again.
      if (!isPassing(error)) this.logger.warn({ err: error });
    }
  }
}
