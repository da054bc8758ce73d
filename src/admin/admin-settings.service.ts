import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { REGISTRATION } from '../auth/registration/registration-setting.js';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import type { Principal } from '../core/security/principal.js';
import type { OrganisationSettingsDto, UpdateSettingsDto } from './dto/settings.dto.js';

/** The settings of the organisation. */
@Injectable()
export class AdminSettings {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  async get(): Promise<OrganisationSettingsDto> {
    return { registration: await this.settings.get(REGISTRATION) };
  }

  /** Changes what was sent. */
  async update(principal: Principal, dto: UpdateSettingsDto, client: ClientInfo): Promise<OrganisationSettingsDto> {
    const before = await this.get();
    const after = { registration: dto.registration ?? before.registration };
    if (after.registration === before.registration) return before;
    await this.work.run(async (tx) => {
      await this.settings.set(tx, REGISTRATION, after.registration);
      await this.audit.record(tx, {
        actorId: principal.userId,
        action: 'settings.updated',
        targetType: 'settings',
        targetId: REGISTRATION.key,
        before,
        after,
        requestId: client.requestId,
        ip: client.ip,
      });
    });
    return after;
  }
}
