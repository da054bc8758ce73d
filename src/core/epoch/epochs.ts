import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { EpochsRepository } from './epochs.repository.js';

const EVERY_MS = 60_000;

/**
 * Names of the minutes of this database's life, random and kept in it for 90 days. A client says which one it saw last:
 * a database that does not know it was put back to an earlier state, by a backup or a copied folder, or is another, and
 * what the client has of it (seqs, revs) may now stand for something else.
 */
@Injectable()
export class Epochs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(Epochs.name));
  private newest = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly repository: EpochsRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.renew();
    this.timer = setInterval(() => void this.renew(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The one of this minute. */
  get current(): string {
    return this.newest;
  }

  /** Whether this database has lived through it. */
  isKnown(epoch: string): Promise<boolean> {
    return this.repository.isKnown(epoch);
  }

  private async renew(): Promise<void> {
    try {
      this.newest = await this.repository.renew(randomUUID());
    } catch (error) {
      this.failures.warn(error);
    }
  }
}
