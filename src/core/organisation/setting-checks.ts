import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/unit-of-work.js';
import type { OrganisationSetting } from './define-setting.js';

/** Throws ValidationFailed where a setting cannot have this value, whose shape is right. */
export type SettingCheck<T> = (tx: Tx, after: T, before: T) => Promise<void>;

/** What features have to say against a value of their setting that only the database knows. */
@Injectable()
export class SettingChecks {
  private readonly checks = new Map<string, SettingCheck<unknown>[]>();

  /** To be called in `onModuleInit`. */
  on<T>({ key }: OrganisationSetting<T>, check: SettingCheck<T>): void {
    this.checks.set(key, [...(this.checks.get(key) ?? []), check as SettingCheck<unknown>]);
  }

  /** In the transaction that would change it. */
  async judge<T>(tx: Tx, { key }: OrganisationSetting<T>, after: T, before: T): Promise<void> {
    for (const check of this.checks.get(key) ?? []) await check(tx, after, before);
  }
}
