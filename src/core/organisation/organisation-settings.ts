import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.js';
import { OrganisationSettingsRepository } from './organisation-settings.repository.js';

/** One thing an organisation decides for all its nodes; defined by the feature that it is about. */
export interface OrganisationSetting<T> {
  readonly key: string;
  /** What holds while nobody has decided, or when the stored value is of another version. */
  readonly fallback: T;
  readonly accepts: (value: unknown) => value is T;
}

/** What an organisation has decided, kept in the database. What an operator decides is in the environment instead. */
@Injectable()
export class OrganisationSettings {
  constructor(private readonly settings: OrganisationSettingsRepository) {}

  async get<T>({ key, fallback, accepts }: OrganisationSetting<T>): Promise<T> {
    const value = await this.settings.find(key);
    return accepts(value) ? value : fallback;
  }

  async set<T>(tx: Tx, { key }: OrganisationSetting<T>, value: T): Promise<void> {
    await this.settings.save(tx, key, value);
  }
}
