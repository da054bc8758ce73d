import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { REGISTRATION } from '../auth/registration/registration-setting.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { ORGANISATION_NAME } from '../core/organisation/organisation-name.js';
import { type OrganisationSetting, OrganisationSettings } from '../core/organisation/organisation-settings.js';
import { Permission } from '../core/security/permissions.js';
import type { Principal } from '../core/security/principal.js';
import { Accounts } from '../users/accounts.js';
import { READ_RECEIPTS } from '../users/read-receipts-setting.js';
import { requireStillAllowed } from './account-rules.js';
import type { OrganisationSettingsDto, UpdateSettingsDto } from './dto/settings.dto.js';

/** Who changes settings, and from where. */
interface Act {
  readonly principal: Principal;
  readonly client: ClientInfo;
}

/** The settings of the organisation. */
@Injectable()
export class AdminSettings {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly accounts: Accounts,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  async get(): Promise<OrganisationSettingsDto> {
    const [registration, readReceipts, organisationName] = await Promise.all([
      this.settings.get(REGISTRATION),
      this.settings.get(READ_RECEIPTS),
      this.settings.get(ORGANISATION_NAME),
    ]);
    return { registration, readReceipts, organisationName };
  }

  /** Changes what was sent; each change is on record by itself. */
  async update(principal: Principal, dto: UpdateSettingsDto, client: ClientInfo): Promise<OrganisationSettingsDto> {
    await this.work.run(async (tx) => {
      requireStillAllowed(await this.accounts.lock(tx, principal.userId), Permission.SettingsManage);
      const act = { principal, client };
      await this.change(tx, act, REGISTRATION, dto.registration);
      await this.change(tx, act, READ_RECEIPTS, dto.readReceipts);
      await this.change(tx, act, ORGANISATION_NAME, dto.organisationName);
    });
    return this.get();
  }

  private async change<T>(
    tx: Tx,
    { principal, client }: Act,
    setting: OrganisationSetting<T>,
    after: T | undefined,
  ): Promise<void> {
    if (after === undefined) return;
    const before = await this.settings.lock(tx, setting);
    if (after === before) return;
    await this.settings.set(tx, setting, after);
    await this.audit.record(tx, {
      actorId: principal.userId,
      action: 'settings.updated',
      targetType: 'settings',
      targetId: setting.key,
      before: { [setting.key]: before },
      after: { [setting.key]: after },
      ...client,
    });
  }
}
