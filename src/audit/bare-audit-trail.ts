import type { BareDatabase } from '../core/database/with-database.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';
import { AuditTrail } from './audit-trail.js';

/** What `withDatabase` has to know for it. */
export const AUDIT_ENTITIES = [AuditEntry] as const;

/** The record, for commands that act on the database without an application around it. */
export function bareAuditTrail({ database, repositoryOf }: BareDatabase): AuditTrail {
  return new AuditTrail(new AuditRepository(repositoryOf(AuditEntry), database));
}
