import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../database/unit-of-work.js';
import { SettingRow } from './setting-row.entity.js';

/** The settings table. */
@Injectable()
export class OrganisationSettingsRepository {
  constructor(@InjectRepository(SettingRow) private readonly rows: Repository<SettingRow>) {}

  async find(key: string): Promise<unknown> {
    return (await this.rows.findOneBy({ key }))?.value;
  }

  /** Locks a setting until the transaction ends, also one that has no row yet, and reads it. */
  async lock({ manager }: Tx, key: string): Promise<unknown> {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting ${key}`]);
    // A statement of its own, so that it sees what was committed while we waited.
    return (await manager.findOneBy(SettingRow, { key }))?.value;
  }

  /** Reads a setting that stays until the transaction ends; any number may hold it at once, none while it is locked. */
  async hold({ manager }: Tx, key: string): Promise<unknown> {
    await manager.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`setting ${key}`]);
    return (await manager.findOneBy(SettingRow, { key }))?.value;
  }

  async save(tx: Tx, key: string, value: unknown): Promise<void> {
    await tx.manager.query(
      `insert into settings (key, value, updated_at) values ($1, $2, now())
       on conflict on constraint settings_pkey do update set value = excluded.value, updated_at = excluded.updated_at`,
      [key, JSON.stringify(value)],
    );
  }
}
