import type { Client } from 'pg';
import { ImpatientClient } from '../../core/database/impatient-client.js';
import { isDatabaseAway } from '../../core/errors/problem.js';
import { type Draft, SEND_BATCH, sendBatchValues, type SendResult } from './send-batch.js';

/**
 * The statement of a lane always has the same plan: every row by its key, in nested loops. To plan it anew for each
 * batch takes three times as long as to run it for one message, and a plan that is kept must not be one that reads a
 * table whole because it was small that day.
 */
const PLANNING =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

const CLOSE_WITHIN_MS = 500;
/** Whoever waited so long already is not made to wait for a second try. */
const RETRY_WITHIN_MS = 1_000;

/** One database connection that only appends messages: durable commits, and a limit on how long it waits for locks. */
export class LaneConnection {
  private client: Client | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly nodeId: string,
    private readonly lockTimeoutMs: number,
  ) {}

  /**
   * Appends the drafts in one statement, in their order. When the connection is lost nobody knows whether it was
   * committed, so the same drafts are sent once more: their client ids make that safe.
   */
  async append(drafts: readonly Draft[]): Promise<SendResult[]> {
    const startedAt = performance.now();
    try {
      return await this.run(drafts);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await this.close();
      if (performance.now() - startedAt > RETRY_WITHIN_MS) throw error;
      return this.run(drafts);
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // A connection that is lost already cannot be closed nicely, and need not be waited for.
    const ended = client?.end().catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())]);
  }

  private async run(drafts: readonly Draft[]): Promise<SendResult[]> {
    this.client ??= await this.connect();
    const { rows } = await this.client.query<SendResult>({
      ...SEND_BATCH,
      values: sendBatchValues(drafts, this.nodeId),
    });
    return rows.sort((a, b) => a.position - b.position);
  }

  private async connect(): Promise<Client> {
    const client = new ImpatientClient({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'parley send lane',
      options: `-c synchronous_commit=on -c lock_timeout=${this.lockTimeoutMs} ${PLANNING}`,
    });
    // Without a listener the loss of an idle connection would end the process; the next append notices it.
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    await client.connect();
    return client;
  }
}
