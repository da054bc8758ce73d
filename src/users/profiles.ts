import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import type { Account, AccountChanges } from './account.js';
import type { ProfileValueDto, SetProfileValueDto } from './dto/profile-value.dto.js';
import { PROFILE_FIELDS } from './profile-fields.js';

/** What people say of themselves in the fields of their organisation. */
@Injectable()
export class Profiles {
  constructor(private readonly settings: OrganisationSettings) {}

  /** Every field there is now, in its order; the value is empty where nothing was said. */
  async allOf({ profileValues }: Account): Promise<ProfileValueDto[]> {
    const fields = await this.settings.get(PROFILE_FIELDS);
    return fields.map(({ key, label }) => ({ key, label, value: valueIn(profileValues, key) }));
  }

  /** The fields in which something was said; an anonymised person said nothing. */
  async shownOf(account: Account): Promise<ProfileValueDto[]> {
    if (account.anonymisedAt) return [];
    return (await this.allOf(account)).filter(({ value }) => value !== '');
  }

  /**
   * What the account is to keep once these values are set. What it said in fields that are no more goes with that. Throws
   * ValidationFailed where the organisation has no such field, also one that is taken out meanwhile.
   */
  async changed(tx: Tx, account: Account, sent: readonly SetProfileValueDto[]): Promise<AccountChanges> {
    const keys = (await this.settings.hold(tx, PROFILE_FIELDS)).map(({ key }) => key);
    const at = sent.findIndex(({ key }) => !keys.includes(key));
    if (at >= 0) throw ValidationFailed.at(`/fields/${at}/key`, 'unknown_field', 'There is no such field in profiles.');
    const said = new Map(keys.map((key) => [key, valueIn(account.profileValues, key)]));
    for (const { key, value } of sent) said.set(key, value);
    return { profileValues: Object.fromEntries([...said].filter(([, value]) => value !== '')) };
  }
}

function valueIn(values: Account['profileValues'], key: string): string {
  return Object.hasOwn(values, key) ? (values[key] ?? '') : '';
}
