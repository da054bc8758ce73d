import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { Bus } from '../../core/bus/bus.js';
import { isDatabaseAway } from '../../core/errors/problem.js';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import { MessagePublisher } from './message-publisher.js';
import { type Draft, bringsFiles, draftKey, LaneConnection, type QueuedSend, type SendResult } from './send-batch.js';

/** Two lanes keep PostgreSQL busy while one waits for its commit; more gain nothing on few cores (docs/performance.md). */
const LANES = 2;
/** Nobody holds the lock of a conversation longer, unless something is wrong with them. */
const LOCK_TIMEOUT_MS = 250;
/** How long the messages of a conversation wait whose lock somebody holds for longer. */
const PATIENT_LOCK_TIMEOUT_MS = 2_000;

/** Larger batches save nothing more and make the first sender wait for the last. */
const MAX_BATCH = 250;
/** The queue holds about as much as a second of work, and never less than this: what waits longer is only more garbage. */
const MIN_QUEUE = 1_000;
const QUEUE_SECONDS = 1;
const LOCK_NOT_AVAILABLE = '55P03';
const CLOSING_LOOK_MS = 20;

/** Made once: to remember where an error comes from costs more than to refuse. */
const TOO_MANY = new ServiceUnavailable('The server has too many messages to write. This one was not sent.');

type JudgedSend = Required<QueuedSend>;

/** The one way by which messages of people get into the database, from HTTP and from sockets alike. */
@Injectable()
export class MessageWriter implements OnApplicationShutdown {
  private readonly lanes: readonly SendLane[];

  constructor(@Inject(APP_SETTINGS) settings: Settings, publisher: MessagePublisher, bus: Bus) {
    const connection = (lockTimeoutMs: number) =>
      new LaneConnection(settings.databaseUrl ?? '', bus.nodeId, lockTimeoutMs);
    const patient = connection(PATIENT_LOCK_TIMEOUT_MS);
    this.lanes = Array.from({ length: LANES }, () => new SendLane(connection(LOCK_TIMEOUT_MS), patient, publisher));
  }

  /** Resolves when the message is committed, or judged: the outcome says which. Sends of one caller keep their order. */
  append(draft: Draft): Promise<SendResult> {
    return this.laneOf(draft.conversationId).append(draft);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  /** A conversation always has the same lane, so that lanes never wait for each other's rows. */
  private laneOf(conversationId: string): SendLane {
    const lane = this.lanes[Number.parseInt(conversationId.slice(-4), 16) % LANES];
    if (!lane) throw new Error(`${conversationId} is not an id.`);
    return lane;
  }
}

/**
 * Appends messages in batches over one connection. It flushes when it is idle and collects while a batch is in
 * flight, so that a lone message waits for nobody and a crowd shares one commit. No timers. A conversation whose lock
 * somebody holds waits by itself, over the patient connection. See docs/messages.md.
 */
export class SendLane {
  private readonly queue: QueuedSend[] = [];
  /** What waits for conversations whose lock somebody holds, in the order in which it came. */
  private readonly held = new Map<string, QueuedSend[]>();
  private running: Promise<void> | undefined;
  private messagesPerSecond = MIN_QUEUE / QUEUE_SECONDS;
  private isClosed = false;

  constructor(
    private readonly connection: LaneConnection,
    private readonly patient: LaneConnection,
    private readonly publisher: MessagePublisher,
  ) {}

  /** Resolves after commit; rejects with ServiceUnavailable, and nothing kept, when too many wait already. */
  append(draft: Draft): Promise<SendResult> {
    if (this.isClosed || this.length >= Math.max(MIN_QUEUE, this.messagesPerSecond * QUEUE_SECONDS)) {
      return Promise.reject(TOO_MANY);
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ draft, resolve, reject });
      // After the sockets of this turn of the event loop were read, so that they share the first batch too.
      this.running ??= new Promise<void>((done) => setImmediate(done)).then(() => this.work());
    });
  }

  /** Refuses new messages, writes those that wait, and closes the connection. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    while (this.held.size > 0) await new Promise((resolve) => setTimeout(resolve, CLOSING_LOOK_MS));
    await Promise.all([this.connection.close(), this.patient.close()]);
  }

  private get length(): number {
    let { length } = this.queue;
    for (const waiting of this.held.values()) length += waiting.length;
    return length;
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

  private flush(): Promise<JudgedSend[]> | undefined {
    const batch = this.takeBatch();
    return batch.length > 0 ? this.write(batch) : undefined;
  }

  /**
   * The same send twice in one batch would be judged against the same past: the second waits for the next. A message with
   * files has a statement to itself.
   */
  private takeBatch(): QueuedSend[] {
    const keys = new Set<string>();
    const batch: QueuedSend[] = [];
    const again: QueuedSend[] = [];
    for (const next of this.queue.splice(0, batchLength(this.queue))) {
      const key = draftKey(next.draft);
      const behind = this.held.get(next.draft.conversationId);
      if (behind) behind.push(next);
      else if (keys.has(key)) again.push(next);
      else batch.push(next);
      keys.add(key);
    }
    if (again.length > 0) this.queue.unshift(...again);
    return batch;
  }

  private async write(batch: readonly QueuedSend[]): Promise<JudgedSend[]> {
    try {
      return await appended(this.connection, batch);
    } catch (error) {
      if (isDatabaseAway(error)) return this.refuseAll(batch, error);
      if (isLocked(error)) return this.writeByConversation(batch);
      return batch.length === 1 ? refuse(batch, error) : this.oneByOne(batch, (alone) => this.write(alone));
    }
  }

  /** One message must not fail its neighbours: each gets its own statement. */
  private async oneByOne(
    batch: readonly QueuedSend[],
    write: (alone: readonly QueuedSend[]) => Promise<JudgedSend[]>,
  ): Promise<JudgedSend[]> {
    const written = [];
    for (const waiting of batch) written.push(...(await write([waiting])));
    return written;
  }

  /** Whoever came meanwhile would wait as long for the same. */
  private refuseAll(batch: readonly QueuedSend[], error: unknown): JudgedSend[] {
    refuse(this.queue.splice(0), error);
    return refuse(batch, error);
  }

  /** Somebody holds the lock of one of these conversations: that one is set apart, and delays no other. */
  private async writeByConversation(batch: readonly QueuedSend[]): Promise<JudgedSend[]> {
    const conversations = Map.groupBy(batch, ({ draft }) => draft.conversationId);
    if (conversations.size === 1) {
      for (const [id, waiting] of conversations) this.hold(id, waiting);
      return [];
    }
    const written = [];
    for (const waiting of conversations.values()) written.push(...(await this.write(waiting)));
    return written;
  }

  private hold(conversationId: string, waiting: readonly QueuedSend[]): void {
    const held = this.held.get(conversationId);
    if (held) return void held.push(...waiting);
    this.held.set(conversationId, [...waiting]);
    void this.writeHeld(conversationId);
  }

  /** Once more, with patience; then what comes goes the usual way again. */
  private async writeHeld(conversationId: string): Promise<void> {
    for (;;) {
      const batch = takeDistinct(this.held.get(conversationId) ?? []);
      if (batch.length === 0) return void this.held.delete(conversationId);
      await this.publisher.publish(await this.writePatiently(batch));
    }
  }

  private async writePatiently(batch: readonly QueuedSend[]): Promise<JudgedSend[]> {
    try {
      return await appended(this.patient, batch);
    } catch (error) {
      if (isLocked(error) || isDatabaseAway(error) || batch.length === 1) return refuse(batch, error);
      return this.oneByOne(batch, (alone) => this.writePatiently(alone));
    }
  }

  /** What a lane gets done while more wait: writing, telling, and whatever else the process has to do meanwhile. */
  private noteRate(count: number, milliseconds: number): void {
    const rate = (count / Math.max(milliseconds, 0.1)) * 1_000;
    this.messagesPerSecond += (rate - this.messagesPerSecond) * 0.1;
  }
}

async function appended(connection: LaneConnection, batch: readonly QueuedSend[]): Promise<JudgedSend[]> {
  const results = await connection.append(batch.map((waiting) => waiting.draft));
  return batch.map((waiting, index) => ({ ...waiting, result: results[index] as SendResult }));
}

/** How many from the front one statement may take: up to the first message with files, which goes alone. */
function batchLength(waiting: readonly QueuedSend[]): number {
  for (let length = 0; length < waiting.length && length < MAX_BATCH; length++) {
    const next = waiting[length];
    if (next && bringsFiles(next.draft)) return Math.max(length, 1);
  }
  return MAX_BATCH;
}

/** Takes what one statement may from the front, up to a send that is among them already. */
function takeDistinct(waiting: QueuedSend[]): QueuedSend[] {
  const keys = new Set<string>();
  for (const { draft } of waiting.slice(0, batchLength(waiting))) {
    const key = draftKey(draft);
    if (keys.has(key)) break;
    keys.add(key);
  }
  return waiting.splice(0, keys.size);
}

function refuse(batch: readonly QueuedSend[], error: unknown): [] {
  const refusal = isLocked(error) || isDatabaseAway(error) ? new ServiceUnavailable() : error;
  for (const { reject } of batch) reject(refusal);
  return [];
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}
