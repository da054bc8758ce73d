import { Client } from 'pg';
import type { BusListener, BusTransport } from './bus-transport.js';

const CHANNEL = 'parley';
/** PostgreSQL refuses 8000 bytes. */
const MAX_BYTES = 7_900;
const RETRY_MS = 500;
/** An idle connection is asked this often whether it still lives, and has this long to say so. */
const ASK_EVERY_MS = 3_000;
const ANSWER_WITHIN_MS = 2_000;

const NOTIFY = { name: 'bus_notify', text: `select pg_notify('${CHANNEL}', p) from unnest($1::text[]) p` };

/**
 * NOTIFY and LISTEN on one connection of its own, never inside the transaction that changed something: a notifying
 * commit takes a lock of the whole server. Needs a direct connection, not a transaction pooler.
 */
export class PostgresBus implements BusTransport {
  readonly maxBytes = MAX_BYTES;
  private client: Client | undefined;
  private listener: BusListener | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly databaseUrl: string) {}

  start(listener: BusListener): void {
    this.listener = listener;
    void this.connect();
  }

  async send(payloads: readonly string[]): Promise<void> {
    if (!this.client) throw new Error('The bus is not connected.');
    await this.client.query({ ...NOTIFY, values: [payloads] });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    // A connection that is lost already cannot be closed nicely, and need not be.
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: 2_000,
      query_timeout: ANSWER_WITHIN_MS,
      application_name: 'parley bus',
    });
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('The server ended the connection.')));
    client.on('notification', ({ payload }) => this.listener?.heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (this.isStopped) return await client.end();
      this.client = client;
      this.listener?.connected();
      this.later(() => this.ask(client), ASK_EVERY_MS);
    } catch (error) {
      this.lose(client, error);
    }
  }

  private async ask(client: Client): Promise<void> {
    try {
      await client.query('select 1');
      this.later(() => this.ask(client), ASK_EVERY_MS);
    } catch (error) {
      this.lose(client, error);
    }
  }

  /** Called for every sign that a connection is gone; the first one counts. */
  private lose(client: Client, error: unknown): void {
    if (client !== this.client && this.client) return;
    const wasConnected = this.client === client;
    this.client = undefined;
    client.removeAllListeners('end');
    client.end().catch(() => undefined);
    if (this.isStopped) return;
    if (wasConnected) this.listener?.lost(error);
    this.later(() => this.connect(), RETRY_MS);
  }

  private later(work: () => Promise<void>, milliseconds: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void work(), milliseconds).unref();
  }
}
