import { createClient } from '@redis/client';
import type { BusListener, BusTransport } from './bus-transport.js';

const CHANNEL = 'parley';
const MAX_BYTES = 60_000;
const RETRY_MS = 500;
/** A connection that was cut without a word is noticed by this. */
const PING_EVERY_MS = 2_000;
const CONNECT_WITHIN_MS = 2_000;

/** Publish and subscribe on Redis or Valkey; it keeps nothing there. */
export class RedisBus implements BusTransport {
  readonly maxBytes = MAX_BYTES;
  private readonly publisher;
  private readonly subscriber;
  /** Undefined until the first attempt succeeded or failed. */
  private isConnected: boolean | undefined;
  private listener: BusListener | undefined;

  constructor(url: string) {
    this.publisher = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_EVERY_MS,
      maintNotifications: 'disabled',
      socket: {
        connectTimeout: CONNECT_WITHIN_MS,
        socketTimeout: 3 * PING_EVERY_MS,
        reconnectStrategy: RETRY_MS,
      },
    });
    this.subscriber = this.publisher.duplicate({ disableOfflineQueue: false });
  }

  start(listener: BusListener): void {
    this.listener = listener;
    for (const client of [this.publisher, this.subscriber]) {
      client.on('ready', () => this.look());
      client.on('error', (error: unknown) => this.look(error));
      client.on('reconnecting', () => this.look(new Error('The connection is being made again.')));
      // It retries for ever; why an attempt failed is told by its error event.
      client.connect().catch(() => undefined);
    }
    void this.subscriber
      .subscribe(CHANNEL, (payload) => this.listener?.heard(payload))
      .then(
        () => this.look(),
        (error: unknown) => this.look(error),
      );
  }

  async send(payloads: readonly string[]): Promise<void> {
    await Promise.all(payloads.map((payload) => this.publisher.publish(CHANNEL, payload)));
  }

  stop(): Promise<void> {
    this.listener = undefined;
    this.publisher.destroy();
    this.subscriber.destroy();
    return Promise.resolve();
  }

  /** Both connections make the bus; the subscription is renewed by the client before it says that it is ready. */
  private look(error?: unknown): void {
    const isConnected = this.publisher.isReady && this.subscriber.isReady;
    const isStillTrying = this.isConnected === undefined && !isConnected && error === undefined;
    if (isConnected === this.isConnected || isStillTrying) return;
    this.isConnected = isConnected;
    if (isConnected) this.listener?.connected();
    else this.listener?.lost(error);
  }
}
