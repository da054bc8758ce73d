import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import {
  definedSetting,
  definedSettings,
  type SettingDefinition,
  type OrganisationSettingsDto,
  type UpdateSettingsDto,
} from '../../core/organisation/define-setting.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { Confirmations } from '../../core/security/confirmations.js';
import type { Principal } from '../../core/security/principal.js';
import { UserCards } from '../../users/user-cards.js';
import { SettingsStale } from '../admin.errors.js';
import { describedSetting } from './described-settings.js';
import { operatorSettings } from './operator-settings.js';
import { type NewValue, SettingChanges } from './setting-changes.js';

/** The settings of the organisation. */
@Injectable()
export class AdminSettings {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly changes: SettingChanges,
    private readonly cards: UserCards,
    private readonly confirmations: Confirmations,
    private readonly work: UnitOfWork,
    @Inject(APP_SETTINGS) private readonly operator: Settings,
  ) {}

  async get(): Promise<OrganisationSettingsDto> {
    const defined = definedSettings();
    const { states, version } = await this.settings.states(defined);
    const known = defined.flatMap((setting) => {
      const state = states.get(setting.key);
      return state ? [{ setting, state }] : [];
    });
    const people = await this.cards.get(known.flatMap(({ state }) => state.changedBy ?? []));
    return {
      ...Object.fromEntries(known.map(({ setting, state }) => [setting.key, state.value])),
      version,
      settings: [
        ...known.map(({ setting, state }) => describedSetting(setting, state, people)),
        ...operatorSettings(this.operator),
      ],
    };
  }

  /** Changes what was sent, all of it or nothing. Throws ConfirmationRequired, Stale, or what a feature has against it (SettingChecks). */
  async update(principal: Principal, dto: UpdateSettingsDto, client: ClientInfo): Promise<OrganisationSettingsDto> {
    const wanted = wantedBy(dto);
    if (wanted.some(([setting]) => setting.needsConfirmation)) await this.confirmations.require(principal);
    const isStale = await this.work.run(async (tx) => {
      const version = await this.changes.begin(tx, principal);
      if (dto.ifVersion !== undefined && dto.ifVersion !== version) return true;
      for (const [setting, to] of wanted) await this.changes.change(tx, { principal, client }, setting, to);
      return false;
    });
    const current = await this.get();
    // Read after the transaction: a second connection is never waited for inside one.
    if (isStale) throw new SettingsStale(current);
    return current;
  }
}

/** What each setting shall be; throws ValidationFailed for a key to reset that nobody defined, or that comes with a value. */
function wantedBy(dto: UpdateSettingsDto): readonly (readonly [SettingDefinition<unknown>, NewValue])[] {
  const { reset = [] } = dto;
  const refused = reset.flatMap((key, n) => {
    const pointer = `/reset/${n}`;
    if (!definedSetting(key)) return [{ pointer, code: 'not_allowed_value', detail: 'There is no such setting.' }];
    if (dto[key] === undefined) return [];
    return [{ pointer, code: 'reset_and_set', detail: 'Send a value for this setting, or reset it, not both.' }];
  });
  if (refused.length > 0) throw new ValidationFailed(refused);
  return definedSettings().flatMap((setting): (readonly [SettingDefinition<unknown>, NewValue])[] => {
    if (reset.includes(setting.key)) return [[setting, 'default']];
    const value = dto[setting.key];
    return value === undefined ? [] : [[setting, { value }]];
  });
}
