import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import { AuditTrail } from './audit-trail.js';

/** Who tries again and again is on record once in this time, for each permission or account. */
const QUIET_MS = 10 * 60 * 1_000;
const MAX_REMEMBERED = 10_000;

/** Puts on record who asked for what only administrators may do, or for more than they hold. */
@Injectable()
export class DeniedAccess implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(DeniedAccess.name);
  /** Person, target and reason that were recorded a short while ago. */
  private readonly recorded = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: QUIET_MS });

  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly events: DomainEvents,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.events.on('access.denied', (denial) => {
      const writing = this.recordOrLog(denial).finally(() => this.underWay.delete(writing));
      this.underWay.add(writing);
    });
  }

  /** What was refused before the end is on record too. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async recordOrLog(denial: DomainEventMap['access.denied']): Promise<void> {
    const { principal, target, reason, client } = denial;
    if (!this.isNews(`${principal.userId} ${target.id} ${reason}`)) return;
    try {
      await this.work.run((tx) =>
        this.audit.record(tx, {
          actorId: principal.userId,
          action: 'access.denied',
          targetType: target.type,
          targetId: target.id,
          outcome: 'refused',
          after: { reason },
          ...client,
        }),
      );
    } catch (error) {
      // The refusal stands whether or not it could be written down.
      this.logger.error({ err: error });
    }
  }

  private isNews(key: string): boolean {
    if (this.recorded.has(key)) return false;
    this.recorded.set(key, true);
    return true;
  }
}
