import { ServiceUnavailable } from '../core/errors/request-problems.js';
import { isDatabaseAway } from '../core/errors/problem.js';
import type { LaneConnection } from './lane-connection.js';
import type { MessagePublisher } from './message-publisher.js';
import { draftKey, type SendResult } from './send-batch.js';
import type { AppendedMessage, JudgedDraft, QueuedDraft } from './appended-message.js';

/** Larger batches save nothing more and make the first sender wait for the last. */
const MAX_BATCH = 250;
/** The queue holds about as much as a second of work, and never less than this: what waits longer is only more garbage. */
const MIN_QUEUE = 1_000;
const QUEUE_SECONDS = 1;
const LOCK_NOT_AVAILABLE = '55P03';

/** Made once: to remember where an error comes from costs more than to refuse. */
const TOO_MANY = new ServiceUnavailable('The server has too many messages to write. This one was not sent.');

type Waiting = Omit<JudgedDraft, 'result'>;

/**
 * Appends messages in batches over one connection. It flushes when it is idle and collects while a batch is in
 * flight, so that a lone message waits for nobody and a crowd shares one commit. No timers. See docs/messages.md.
 */
export class SendLane {
  private readonly queue: Waiting[] = [];
  private running: Promise<void> | undefined;
  private messagesPerSecond = MIN_QUEUE / QUEUE_SECONDS;
  private isClosed = false;

  constructor(
    private readonly connection: LaneConnection,
    private readonly publisher: MessagePublisher,
  ) {}

  /** Resolves after commit; rejects with ServiceUnavailable, and nothing kept, when too many wait already. */
  append(queued: QueuedDraft): Promise<AppendedMessage> {
    if (this.isClosed || this.queue.length >= Math.max(MIN_QUEUE, this.messagesPerSecond * QUEUE_SECONDS)) {
      return Promise.reject(TOO_MANY);
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ ...queued, resolve, reject });
      // After the sockets of this turn of the event loop were read, so that they share the first batch too.
      this.running ??= new Promise<void>((done) => setImmediate(done)).then(() => this.work());
    });
  }

  /** Refuses new messages, writes those that wait, and closes the connection. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    await this.connection.close();
  }

  private async work(): Promise<void> {
    // Messages may come while the last batch is announced: as long as any wait, this goes on.
    while (this.queue.length > 0) {
      let inFlight = this.flush();
      for (let since = performance.now(); inFlight;) {
        const written = await inFlight;
        // PostgreSQL works on the next batch while this one is announced.
        inFlight = this.flush();
        await this.publisher.publish(written);
        const now = performance.now();
        if (inFlight) this.noteRate(written.length, now - since);
        since = now;
      }
    }
    this.running = undefined;
  }

  private flush(): Promise<JudgedDraft[]> | undefined {
    const batch = this.takeBatch();
    return batch.length > 0 ? this.write(batch) : undefined;
  }

  /** The same send twice in one batch would be judged against the same past: the second waits for the next. */
  private takeBatch(): Waiting[] {
    const keys = new Set<string>();
    const batch: Waiting[] = [];
    const held: Waiting[] = [];
    for (const next of this.queue.splice(0, MAX_BATCH)) {
      const key = draftKey(next.draft);
      if (keys.has(key)) held.push(next);
      else batch.push(next);
      keys.add(key);
    }
    if (held.length > 0) this.queue.unshift(...held);
    return batch;
  }

  private async write(batch: readonly Waiting[]): Promise<JudgedDraft[]> {
    try {
      const results = await this.connection.append(batch.map((waiting) => waiting.draft));
      return batch.map((waiting, index) => ({ ...waiting, result: results[index] as SendResult }));
    } catch (error) {
      if (isDatabaseAway(error) || batch.length === 1) {
        for (const waiting of batch) waiting.reject(asRefusal(error));
        return [];
      }
      // One message must not fail its neighbours: each gets its own statement.
      const alone = [];
      for (const waiting of batch) alone.push(...(await this.write([waiting])));
      return alone;
    }
  }

  /** What a lane gets done while more wait: writing, telling, and whatever else the process has to do meanwhile. */
  private noteRate(count: number, milliseconds: number): void {
    const rate = (count / Math.max(milliseconds, 0.1)) * 1_000;
    this.messagesPerSecond += (rate - this.messagesPerSecond) * 0.1;
  }
}

function asRefusal(error: unknown): unknown {
  const isBusy = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
  return isBusy || isDatabaseAway(error) ? new ServiceUnavailable() : error;
}
