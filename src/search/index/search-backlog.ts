import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { RepeatedFailures } from '../../core/logging/repeated-failures.js';
import { SearchIndexer } from './search-indexer.js';

const LOOK_EVERY_MS = 2_000;
/** Of one transaction: whoever follows what is new waits for it where it is the same conversation. */
const CONVERSATIONS_AT_ONCE = 8;
const LONGEST_REST_MS = 1_000;

/**
 * Indexes what was written before there was an index, and conversations in which very much is new. How far it is stands in
 * search_tails, so it goes on where it was after any crash, on each node with other conversations. It rests as long as it
 * works: people come first.
 */
@Injectable()
export class SearchBacklog implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(SearchBacklog.name));
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly indexer: SearchIndexer,
    private readonly work: UnitOfWork,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.workOrLog(), LOOK_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.working;
  }

  private workOrLog(): Promise<void> {
    this.working ??= this.workOff()
      .catch((error: unknown) => this.failures.warn(error))
      .finally(() => (this.working = undefined));
    return this.working;
  }

  private async workOff(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begin = performance.now();
      if (!(await this.work.run((tx) => this.indexer.catchUp(tx, CONVERSATIONS_AT_ONCE)))) return;
      const rest = Math.min(performance.now() - begin, LONGEST_REST_MS);
      await delay(rest, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
