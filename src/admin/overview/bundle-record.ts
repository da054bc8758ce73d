import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';

/** That somebody downloaded it. */
@Injectable()
export class BundleRecord {
  constructor(
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  write({ userId }: Principal, client: ClientInfo): Promise<void> {
    return this.work.run((tx) =>
      this.audit.record(tx, {
        actorId: userId,
        action: 'support-bundle.exported',
        targetType: 'support-bundle',
        targetId: 'all',
        ...client,
      }),
    );
  }
}
