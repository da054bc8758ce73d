import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.js';
import type { OrganisationSetting } from './define-setting.js';
import { OrganisationSettingsRepository } from './organisation-settings.repository.js';

/** What holds of one setting, and who decided it. */
export interface SettingState {
  readonly value: unknown;
  /** False where the default holds. */
  readonly isDecided: boolean;
  /** Null where nobody ever decided. */
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

/** What an organisation has decided, kept in the database. What an operator decides is in the environment instead. */
@Injectable()
export class OrganisationSettings {
  constructor(private readonly settings: OrganisationSettingsRepository) {}

  async get<T>(setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.find(setting.key));
  }

  /** What holds of each of these, by key, and a number that goes up with each decision. */
  async states(settings: readonly OrganisationSetting<unknown>[]) {
    const rows = await this.settings.all();
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const states = settings.map((setting) => {
      const row = byKey.get(setting.key);
      const isDecided = isDecision(setting, row?.value);
      const value = valueOf(setting, row?.value);
      const state: SettingState = {
        ...{ value, isDecided, changedAt: row?.updatedAt ?? null, changedBy: row?.updatedBy ?? null },
      };
      return [setting.key, state] as const;
    });
    return { states: new Map(states), version: versionOf(rows.reduce((sum, { version }) => sum + version, 0)) };
  }

  /** The same number; it stays until the transaction ends, as far as administrators change it. */
  async lockAll(tx: Tx): Promise<number> {
    return versionOf(await this.settings.lockAll(tx));
  }

  /** What holds now, read in a transaction without keeping others from changing it. */
  async read<T>(tx: Tx, setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.read(tx, setting.key));
  }

  /** What holds now and until the transaction ends, for what depends on it; others may hold it too. */
  async hold<T>(tx: Tx, setting: OrganisationSetting<T>): Promise<T> {
    return valueOf(setting, await this.settings.hold(tx, setting.key));
  }

  /** What holds now, and until the transaction ends, to change it; and whether it was decided or is the default. */
  async lock<T>(tx: Tx, setting: OrganisationSetting<T>): Promise<{ value: T; isDecided: boolean }> {
    const row = await this.settings.lock(tx, setting.key);
    return { value: valueOf(setting, row?.value), isDecided: isDecision(setting, row?.value) };
  }

  /** `by` is null for the server itself. */
  async set<T>(tx: Tx, { key }: OrganisationSetting<T>, value: T, by: string | null = null): Promise<void> {
    await this.settings.save(tx, key, value, by);
  }

  /** The default holds from now on. */
  async reset(tx: Tx, { key }: OrganisationSetting<unknown>, by: string): Promise<void> {
    await this.settings.save(tx, key, undefined, by);
  }
}

function valueOf<T>({ fallback, accepts }: OrganisationSetting<T>, stored: unknown): T {
  return accepts(stored) ? stored : fallback;
}

/** Nothing, written down as a decision, is told from no decision by the fallback: both mean the same. */
function isDecision({ fallback, accepts }: OrganisationSetting<unknown>, stored: unknown): boolean {
  return stored !== undefined && (stored !== null || fallback !== null) && accepts(stored);
}

/** Versions begin with 1. */
function versionOf(decided: number): number {
  return decided + 1;
}
