import type { AuditRecord } from '../../audit/audit-trail.js';
import type { AuditEntryDto } from './dto/audit.dto.js';

/** An entry as the API shows it. */
export function shapeOf({ actorId, targetId, hash, ...entry }: AuditRecord): AuditEntryDto {
  return {
    id: entry.id,
    at: entry.at,
    actor: actorId,
    action: entry.action,
    targetType: entry.targetType,
    target: targetId,
    outcome: entry.outcome,
    before: entry.before,
    after: entry.after,
    ip: entry.ip,
    userAgent: entry.userAgent,
    requestId: entry.requestId,
    position: entry.position,
    hash: hash?.toString('hex') ?? null,
    isErased: entry.salt === null,
  };
}
