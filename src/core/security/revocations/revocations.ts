import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { newId } from '../../database/id.js';
import type { Tx } from '../../database/unit-of-work.js';
import { Readiness } from '../../health/readiness.js';
import { RepeatedFailures } from '../../logging/repeated-failures.js';
import type { RecordedRevocation, Revocation } from './revocation.js';
import { RevocationsRepository } from './revocations.repository.js';

export type { Revocation } from './revocation.js';

const READ_EVERY_MS = 500;
/** A node that has not heard of revocations for longer should be sent no requests. */
const READY_WITHIN_MS = 5_000;
/** Longer than it takes to read what this node wrote and applied itself. */
const REMEMBER_MS = 60_000;

/**
 * Rights that have ended, on every node within a second: written by the act's own transaction, applied by the acting
 * node before it answers, read by the others twice a second, whether or not any message bus works.
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Revocations.name);
  private readonly failures = new RepeatedFailures(this.logger);
  private readonly listeners: ((revocation: Revocation) => void)[] = [];
  /** Ids that were applied, and when. */
  private readonly applied = new Map<string, number>();
  private lastGoodRead = -Infinity;
  private snapshot: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly repository: RevocationsRepository,
    readiness: Readiness,
  ) {
    readiness.register('revocations', () => this.age() <= READY_WITHIN_MS);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.readAndGoOn();
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Called once for each revocation, of this node and of others, after its commit. */
  onRevoked(listener: (revocation: Revocation) => void): void {
    this.listeners.push(listener);
  }

  /** Belongs into the transaction of the act, as its last statement. */
  async record(tx: Tx, ...revocations: readonly Revocation[]): Promise<void> {
    if (revocations.length === 0) return;
    const recorded = revocations.map((revocation) => ({ ...revocation, id: newId() }));
    await this.repository.insert(tx, recorded);
    tx.afterCommit(() => recorded.forEach((one) => this.apply(one)));
  }

  /** Milliseconds since this node last knew of every revocation; it counts through a frozen process. */
  age(): number {
    return performance.now() - this.lastGoodRead;
  }

  /** Reads what other nodes revoked and applies it. */
  async read(): Promise<void> {
    const startedAt = performance.now();
    const { revocations, snapshot } = await this.repository.since(this.snapshot);
    for (const revocation of revocations) this.apply(revocation);
    this.snapshot = snapshot;
    this.lastGoodRead = startedAt;
    this.forget(startedAt - REMEMBER_MS);
  }

  private async readAndGoOn(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      // The age grows until a read succeeds, and with it what this node refuses to answer from memory.
      this.failures.warn(error, { ageMs: Math.round(this.age()) });
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.readAndGoOn(), READ_EVERY_MS).unref();
  }

  private apply({ id, ...revocation }: RecordedRevocation): void {
    if (this.applied.has(id)) return;
    this.applied.set(id, performance.now());
    for (const listener of this.listeners) this.tell(listener, revocation);
  }

  private tell(listener: (revocation: Revocation) => void, revocation: Revocation): void {
    try {
      listener(revocation);
    } catch (error) {
      // One part that fails must not keep the others from hearing of it.
      this.logger.error({ err: error, kind: revocation.kind });
    }
  }

  private forget(before: number): void {
    for (const [id, at] of this.applied) {
      if (at >= before) return;
      this.applied.delete(id);
    }
  }
}
