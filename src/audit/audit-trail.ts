import { Injectable } from '@nestjs/common';
import { newId } from '../core/database/id.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { AuditRepository } from './audit.repository.js';

/** An act that stays on record: who did what to whom, from where. Secrets never belong into it. */
export interface AuditedAct extends ClientInfo {
  /** Null for the system itself and for somebody who is not signed in. */
  readonly actorId: string | null;
  /** `noun.past-participle`, such as `user.created`. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly before?: object;
  readonly after?: object;
}

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
      before: act.before ?? null,
      after: act.after ?? null,
      requestId: act.requestId.slice(0, 64),
      ip: act.ip,
      userAgent: act.userAgent,
    });
  }
}
