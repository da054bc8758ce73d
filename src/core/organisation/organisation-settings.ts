import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.js';
import type { OrganisationSetting } from './define-setting.js';
import { OrganisationSettingsRepository } from './organisation-settings.repository.js';

/** What an organisation has decided, kept in the database. What an operator decides is in the environment instead. */
@Injectable()
export class OrganisationSettings {
  constructor(private readonly settings: OrganisationSettingsRepository) {}

  async get<T>(setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.find(setting.key));
  }

  /** What holds now and until the transaction ends, for what depends on it; others may hold it too. */
  async hold<T>(tx: Tx, setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.hold(tx, setting.key));
  }

  /** What holds now, and until the transaction ends, to change it. */
  async lock<T>(tx: Tx, setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.lock(tx, setting.key));
  }

  async set<T>(tx: Tx, { key }: OrganisationSetting<T>, value: T): Promise<void> {
    await this.settings.save(tx, key, value);
  }
}

function valueOf<T>({ fallback, accepts }: OrganisationSetting<T>, stored: unknown): T {
  return accepts(stored) ? stored : fallback;
}
