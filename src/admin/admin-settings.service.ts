import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { REGISTRATION } from '../auth/registration/registration-setting.js';
import {
  SECOND_FACTOR_GRACE_DAYS,
  SECOND_FACTOR_REQUIRED_ROLES,
} from '../auth/second-factor/second-factor-settings.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import {
  definedSettings,
  type OrganisationSetting,
  type OrganisationSettingsDto,
  type UpdateSettingsDto,
} from '../core/organisation/define-setting.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import { SettingChecks } from '../core/organisation/setting-checks.js';
import { Confirmations } from '../core/security/confirmations.js';
import type { Principal } from '../core/security/principal.js';
import { Accounts } from '../users/accounts.js';
import { requireStillAllowed } from './account-rules.js';
import { AdminPermission } from './admin.permissions.js';

/** Who comes in, and with what. */
const SIGN_IN_SETTINGS = [REGISTRATION.key, SECOND_FACTOR_REQUIRED_ROLES.key, SECOND_FACTOR_GRACE_DAYS.key];

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
    private readonly checks: SettingChecks,
    private readonly accounts: Accounts,
    private readonly confirmations: Confirmations,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  async get(): Promise<OrganisationSettingsDto> {
    const values = definedSettings().map(async (setting) => [setting.key, await this.settings.get(setting)] as const);
    return Object.fromEntries(await Promise.all(values));
  }

  /** Changes what was sent; each change is on record by itself. Throws what a feature has against it (SettingChecks). */
  async update(principal: Principal, dto: UpdateSettingsDto, client: ClientInfo): Promise<OrganisationSettingsDto> {
    if (SIGN_IN_SETTINGS.some((key) => dto[key] !== undefined)) await this.confirmations.require(principal);
    await this.work.run(async (tx) => {
      requireStillAllowed(await this.accounts.lock(tx, principal.userId), AdminPermission.ManageSettings);
      const act = { principal, client };
      for (const setting of definedSettings()) await this.change(tx, act, setting, dto[setting.key]);
    });
    return this.get();
  }

  private async change(
    tx: Tx,
    { principal, client }: Act,
    setting: OrganisationSetting<unknown>,
    after: unknown,
  ): Promise<void> {
    if (after === undefined) return;
    const before = await this.settings.lock(tx, setting);
    // As it would be stored: a list from a request is of classes, one from the database is not.
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(after)), before)) return;
    await this.checks.judge(tx, setting, after, before);
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
