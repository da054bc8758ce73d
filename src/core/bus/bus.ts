import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '../database/id.js';
import { BUS_TRANSPORT } from './bus-transport.token.js';
import type { BusTransport } from './bus-transport.js';
import { MAX_MESSAGE_BYTES, packMessages } from './pack-messages.js';

/**
 * Topics and what is said under them, added to by `declare module` in each feature. Ids, revs and small facts, because a
 * message may have MAX_MESSAGE_BYTES as JSON; nothing that must not be lost.
 */
export interface BusTopics {}

type Listener<Topic extends keyof BusTopics> = (message: BusTopics[Topic]) => void;

/** Said in the meantime and not sent: more than this is dropped, oldest first, like all that is said while it is away. */
const MAX_WAITING = 10_000;

/**
 * What the nodes of one installation tell each other. A hint, never the truth: anything may be lost, so that whoever
 * listens can also find out by reading the database (docs/realtime.md).
 */
@Injectable()
export class Bus implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Names this process for as long as it lives. */
  readonly nodeId = newId();
  private readonly logger = new Logger(Bus.name);
  private readonly listeners = new Map<string, Listener<never>[]>();
  private readonly returnListeners: (() => void)[] = [];
  private waiting: string[] = [];
  private isSending = false;
  private up = false;
  private alone = false;
  private heardAt = -Infinity;
  private isMissed = false;

  constructor(@Inject(BUS_TRANSPORT) private readonly transport: BusTransport) {}

  onApplicationBootstrap(): void {
    this.transport.start({
      heard: (payload) => this.hear(payload),
      connected: () => this.rise(),
      lost: (error) => this.fall(error),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.stop();
  }

  /** False while this node cannot hear the others. */
  get isUp(): boolean {
    return this.up;
  }

  /**
   * Tells the other nodes, in batches: what is said in one turn of the event loop, or during a send, goes together.
   * Throws RangeError for a message of more than MAX_MESSAGE_BYTES: who says more splits it.
   */
  tell<Topic extends keyof BusTopics>(topic: Topic, message: BusTopics[Topic]): void {
    if (!this.up || this.alone) return;
    const text = JSON.stringify([topic, message]);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_MESSAGE_BYTES) throw new RangeError(`${topic} says ${bytes} bytes at once, too many for the bus.`);
    this.waiting.push(text);
    if (this.waiting.length > MAX_WAITING) this.waiting.shift();
    if (this.isSending) return;
    this.isSending = true;
    setImmediate(() => void this.sendWaiting());
  }

  /** True while nobody else runs who could hear. */
  get isAlone(): boolean {
    return this.alone;
  }

  /**
   * Hears how many other nodes were found at that moment (`performance.now()`). With nobody there nothing is said, for
   * every word costs the database as much as a transaction; until somebody is heard, or is found the next time.
   */
  noteOthers(count: number, at: number): void {
    this.alone = count === 0 && this.heardAt < at;
  }

  /** Calls the listener for what other nodes say; never for what this node said itself. */
  on<Topic extends keyof BusTopics>(topic: Topic, listener: Listener<Topic>): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  /** Calls the listener when the bus is there again: whatever was said in between was missed. */
  onReturn(listener: () => void): void {
    this.returnListeners.push(listener);
  }

  private async sendWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const messages = this.waiting;
      this.waiting = [];
      try {
        await this.transport.send(packMessages(this.nodeId, messages, this.transport.maxBytes));
      } catch (error) {
        // Lost, as anything said on a bus may be; the transport reconnects and says so itself.
        this.logger.debug(error);
      }
    }
    this.isSending = false;
  }

  private hear(payload: string): void {
    if (payload.startsWith(this.nodeId)) return;
    this.heardAt = performance.now();
    this.alone = false;
    for (const [topic, message] of messagesIn(payload)) {
      for (const listener of this.listeners.get(topic) ?? [])
        this.call(() => (listener as (m: unknown) => void)(message));
    }
  }

  private rise(): void {
    this.up = true;
    // Whoever came while nothing could be heard.
    this.alone = false;
    this.isMissed = false;
    for (const listener of this.returnListeners) this.call(listener);
  }

  private fall(error: unknown): void {
    if (!this.isMissed)
      this.logger.warn({ err: error, msg: 'The bus is away; changes of other nodes are looked for instead.' });
    this.isMissed = true;
    this.up = false;
    this.waiting = [];
  }

  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      // One part that fails must not keep the others from hearing.
      this.logger.error(error);
    }
  }
}

function messagesIn(payload: string): [string, unknown][] {
  try {
    return JSON.parse(payload.slice(payload.indexOf('\n') + 1)) as [string, unknown][];
  } catch {
    // Somebody else uses the same channel: not ours to understand.
    return [];
  }
}
