import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../core/health/health-parts.js';
import { AuditChainRepository } from './audit-chain.repository.js';

const LATE_SECONDS = 60;

/** Whether what is recorded gets its place in the chain, and what keeps the table from being changed. */
@Injectable()
export class AuditHealth {
  constructor(
    private readonly chain: AuditChainRepository,
    parts: HealthParts,
  ) {
    parts.register('audit', () => this.report());
  }

  private async report(): Promise<PartReport> {
    const { unsealedSeconds, isOwner } = await this.chain.protection();
    const facts = { unsealedSeconds, protectedByRole: isOwner ? 0 : 1 };
    if (unsealedSeconds > LATE_SECONDS) {
      const detail = `An entry has waited for its place in the chain for ${unsealedSeconds} seconds.`;
      return { state: 'degraded', reason: 'sealing_late', detail, facts };
    }
    return isOwner
      ? { state: 'ok', reason: 'triggers_only', detail: 'Sealed, and protected by triggers only.', facts }
      : { state: 'ok', reason: 'ok', detail: 'Sealed, and protected by a role of the database.', facts };
  }
}
