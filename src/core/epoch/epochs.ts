import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { EpochsRepository } from './epochs.repository.js';

const EVERY_MS = 60_000;

/**
 * Names of the minutes of this database's life, random and kept in it for 90 days. A client says which one it saw last:
 * a database that does not know it was put back to an earlier state, by a backup or a copied folder, or is another, and
 * what the client has of it (seqs, revs) may now stand for something else. Asked for by every node, which hands it out, so
 * by a timer and not by a job.
 */
@Injectable()
export class Epochs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(Epochs.name));
  private readonly listeners = new Set<(epoch: string) => void>();
  private newest: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly repository: EpochsRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.begin();
    this.timer = setInterval(() => void this.renew(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The one of this minute; undefined while the database takes none, as when its disk is full. */
  get current(): string | undefined {
    return this.newest;
  }

  /** Whether this database has lived through it. */
  isKnown(epoch: string): Promise<boolean> {
    return this.repository.isKnown(epoch);
  }

  /** A start may follow a restoration: from then on it is told from the life that went on after the backup. */
  private async begin(): Promise<void> {
    const epoch = randomUUID();
    try {
      await this.repository.begin(epoch);
      this.newest = epoch;
    } catch (error) {
      this.failures.warn(error);
      await this.renew();
    }
  }

  /** Is told of each new one. */
  onRenewed(listener: (epoch: string) => void): void {
    this.listeners.add(listener);
  }

  /** Takes the newest one, or names a new one when that is a minute old; done each minute. */
  async renew(): Promise<void> {
    try {
      const epoch = await this.repository.renew(randomUUID());
      if (epoch === this.newest) return;
      this.newest = epoch;
      for (const listener of this.listeners) listener(epoch);
    } catch (error) {
      this.failures.warn(error);
    }
  }
}
