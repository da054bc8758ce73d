import type { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Long enough that a night does not fill the log, short enough to see that it still goes on. */
const ONCE_PER_MS = 60_000;
const MAX_REASONS = 100;

/** Logs what fails again and again once a minute for each reason, with how often it was not said meanwhile. */
export class RepeatedFailures {
  /** On the clock of `performance.now`; kept beyond the minute for what was left unsaid in it. */
  private readonly said = new LRUCache<string, { readonly at: number; unsaid: number }>({ max: MAX_REASONS });

  constructor(private readonly logger: Logger) {}

  warn(error: unknown, fields: object = {}): void {
    const message = error instanceof Error ? error.message : String(error);
    this.once(message, (repeated) => this.logger.warn({ err: error, ...fields, ...repeated }));
  }

  warnLine(line: string): void {
    this.once(line, (repeated) => this.logger.warn({ msg: line, ...repeated }));
  }

  private once(message: string, say: (repeated: { repeated?: number }) => void): void {
    // Process ids and names of files differ each time.
    const reason = message.replace(/\d+/g, '0');
    const now = performance.now();
    const last = this.said.get(reason);
    if (last && now - last.at < ONCE_PER_MS) {
      last.unsaid++;
      return;
    }
    this.said.set(reason, { at: now, unsaid: 0 });
    say(last && last.unsaid > 0 ? { repeated: last.unsaid } : {});
  }
}
