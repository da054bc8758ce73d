import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { AuditEntry } from './audit-entry.entity.js';

/** The audit_log table: rows are only ever added. */
@Injectable()
export class AuditRepository {
  async append(tx: Tx, entry: AuditEntry): Promise<void> {
    await tx.manager.insert(AuditEntry, entry);
  }
}
