import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import { RepeatedFailures } from '../core/logging/repeated-failures.js';
import './audit.events.js';
import { AuditRepository } from './audit.repository.js';

const EVERY_MS = 1_000;
/** Of one transaction: what is recorded meanwhile does not wait for it, but other nodes skip their turn. */
const AT_ONCE = 2_000;

/**
 * Gives what was recorded its place in the chain within two seconds, so that no act waits for a place. Every node tries
 * each second, so by a timer and not by a job; the database lets one of them.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(AuditSealer.name));
  private timer: NodeJS.Timeout | undefined;
  private sealing: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly log: AuditRepository,
    private readonly events: DomainEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sealOrLog(), EVERY_MS).unref();
  }

  /** What is left is sealed by another node, or at the next start. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.sealing;
  }

  private sealOrLog(): Promise<void> {
    this.sealing ??= this.sealAll()
      .catch((error: unknown) => this.failures.warn(error))
      .finally(() => (this.sealing = undefined));
    return this.sealing;
  }

  private async sealAll(): Promise<void> {
    let sealed: number;
    do {
      const done = await this.log.seal(AT_ONCE);
      sealed = done.sealed;
      if (sealed > 0) this.events.emit('audit.sealed', { through: done.through });
    } while (sealed === AT_ONCE && !this.isStopped);
  }
}
