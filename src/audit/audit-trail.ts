import { Injectable } from '@nestjs/common';
import { newId } from '../core/database/id.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import type { AuditEntry } from './audit-entry.entity.js';
import type { AuditFilter, AuditPosition } from './audit-filter.js';
import { AuditRepository } from './audit.repository.js';
import type { Outcome } from './outcome.js';

/** An act that stays on record: who did what to whom, from where. Secrets never belong into it. */
export interface AuditedAct extends ClientInfo {
  /** Null for the system itself and for somebody who is not signed in. */
  readonly actorId: string | null;
  /** `noun.past-participle`, such as `user.created`. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  /** Left out: it was done. */
  readonly outcome?: Outcome;
  readonly before?: object;
  readonly after?: object;
}

/** An act on record. */
export type AuditRecord = Omit<AuditEntry, 'detailsHash' | 'words'>;

/** The record of what administrators did, and of how people came in and went out. */
@Injectable()
export class AuditTrail {
  constructor(private readonly log: AuditRepository) {}

  /** Writes the act in its own transaction: there is neither an act without a record nor a record without an act. */
  async record(tx: Tx, act: AuditedAct): Promise<void> {
    await this.log.append(tx, {
      id: newId(),
      at: new Date(),
      actorId: act.actorId,
      action: act.action,
      targetType: act.targetType,
      targetId: act.targetId,
      outcome: act.outcome ?? 'success',
      before: act.before ?? null,
      after: act.after ?? null,
      requestId: act.requestId.slice(0, 64),
      ip: act.ip,
      userAgent: act.userAgent,
    });
  }

  /**
   * Takes values, addresses and browsers from what was done to somebody before they were anonymised, and the addresses and
   * browsers from what they did themselves; who did what, to whom and when stays, and so does the chain. Without effect
   * until the anonymisation is sealed, which takes some two seconds.
   */
  async erase(tx: Tx, userId: string): Promise<void> {
    await this.log.erase(tx, userId);
  }

  find(id: string): Promise<AuditRecord | undefined> {
    return this.log.find(id);
  }

  /** What fits one of these, newest first, beginning after a position; no entry may fit two of them. */
  async pageOfEither(filters: readonly AuditFilter[], limit: number, after?: AuditPosition): Promise<AuditRecord[]> {
    const found = await Promise.all(filters.map((filter) => this.log.page(filter, limit, after)));
    // Ids of the same moment are compared as PostgreSQL does: they are lower-case hexadecimal.
    const order = (a: AuditRecord, b: AuditRecord) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
    return found.flat().sort(order).slice(0, limit);
  }

  /** What fits, newest first, beginning after a position. */
  page(filter: AuditFilter, limit: number, after?: AuditPosition): Promise<AuditRecord[]> {
    return this.log.page(filter, limit, after);
  }
}
