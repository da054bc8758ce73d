import { Injectable, Logger } from '@nestjs/common';
import { isDatabaseAway } from '../../core/errors/problem.js';

const FIRST_WAIT_MS = 125;
/** What heals by then needs no line; whoever committed it has logged their own. */
const LOGGED_FROM = 3;
/** A database that is back is heard of within a second. */
const LONGEST_WAIT_MS = 1_000;
/** What fails for another reason may fail for ever, and must not keep the node busy with it. */
const LONGEST_WAIT_OF_UNKNOWN_MS = 30_000;

/** Conversations of which something committed cannot be told now: tried again, and logged once for all of them. */
@Injectable()
export class TellingFailures {
  private readonly logger = new Logger(TellingFailures.name);
  private failing = 0;
  private isLogged = false;

  /** After the `times`-th failure in a row of one conversation: resolves when it is to be tried again. */
  async failed(error: unknown, times: number): Promise<void> {
    if (times === 1) this.failing++;
    if (times >= LOGGED_FROM && !this.isLogged) {
      this.isLogged = true;
      this.logger.error({ err: error, conversations: this.failing });
    }
    const longest = isDatabaseAway(error) ? LONGEST_WAIT_MS : LONGEST_WAIT_OF_UNKNOWN_MS;
    const wait = Math.min(longest, FIRST_WAIT_MS * 2 ** times);
    // Not all of them at the same time.
    await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)).unref());
  }

  recovered(): void {
    if (--this.failing === 0) this.isLogged = false;
  }
}
