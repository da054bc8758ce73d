import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { OrganisationSetting } from '../../core/organisation/define-setting.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { SettingChecks } from '../../core/organisation/setting-checks.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { requireStillAllowed } from '../account-rules.js';
import { AdminPermission } from '../admin.permissions.js';
import { OrganisationNews } from './organisation-news.js';

/** Who changes settings, and from where. */
export interface SettingAct {
  readonly principal: Principal;
  readonly client: ClientInfo;
  /** The change that is undone. */
  readonly restoredFrom?: string;
}

/** What a setting becomes: a value, or whatever the default is. */
export type NewValue = { readonly value: unknown } | 'default';

/** Changes settings one by one; each change is on record by itself, and everybody is told of it. */
@Injectable()
export class SettingChanges {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly checks: SettingChecks,
    private readonly accounts: Accounts,
    private readonly audit: AuditTrail,
    private readonly news: OrganisationNews,
  ) {}

  /** Waits for other administrators, and resolves to the version; throws PermissionDenied where the right ended meanwhile. */
  async begin(tx: Tx, { userId }: Principal): Promise<number> {
    requireStillAllowed(await this.accounts.lock(tx, userId), AdminPermission.ManageSettings);
    return this.settings.lockAll(tx);
  }

  /** Throws what the feature has against it (SettingChecks). That nothing changes is fine. */
  async change(tx: Tx, act: SettingAct, setting: OrganisationSetting<unknown>, to: NewValue): Promise<void> {
    const { value: before, isDecided } = await this.settings.lock(tx, setting);
    // As it would be stored: a list from a request is of classes, one from the database is not.
    const after: unknown = to === 'default' ? setting.fallback : JSON.parse(JSON.stringify(to.value));
    const isSame = isDeepStrictEqual(after, before);
    if (isSame && (to !== 'default' || !isDecided)) return;
    if (!isSame) await this.checks.judge(tx, setting, after, before);
    const { principal, client, restoredFrom } = act;
    if (to === 'default') await this.settings.reset(tx, setting, principal.userId);
    else await this.settings.set(tx, setting, after, principal.userId);
    await this.audit.record(tx, {
      actorId: principal.userId,
      action: 'settings.updated',
      targetType: 'settings',
      targetId: setting.key,
      before: { [setting.key]: before },
      after: { [setting.key]: after, ...(restoredFrom !== undefined && { restoredFrom }) },
      ...client,
    });
    this.news.tell(tx);
  }
}
