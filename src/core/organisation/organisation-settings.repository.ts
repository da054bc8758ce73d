import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../database/unit-of-work.js';
import { SettingRow } from './setting-row.entity.js';

/** The settings table. */
@Injectable()
export class OrganisationSettingsRepository {
  constructor(@InjectRepository(SettingRow) private readonly rows: Repository<SettingRow>) {}

  /** Every decision there is. */
  all(): Promise<SettingRow[]> {
    return this.rows.find();
  }

  /** Locks all settings against other changes of administrators until the transaction ends; how often one was decided. */
  async lockAll({ manager }: Tx): Promise<number> {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('settings', 0))`);
    const [row] = await manager.query<{ decided: number }[]>(
      'select coalesce(sum(version), 0)::integer as decided from settings',
    );
    return row?.decided ?? 0;
  }

  async find(key: string): Promise<unknown> {
    return (await this.rows.findOneBy({ key }))?.value;
  }

  /** Locks a setting until the transaction ends, also one that has no row yet, and reads it. */
  async lock({ manager }: Tx, key: string): Promise<SettingRow | null> {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting ${key}`]);
    // A statement of its own, so that it sees what was committed while we waited.
    return manager.findOneBy(SettingRow, { key });
  }

  /** Reads a setting without holding it. */
  async read({ manager }: Tx, key: string): Promise<unknown> {
    return (await manager.findOneBy(SettingRow, { key }))?.value;
  }

  /** Reads a setting that stays until the transaction ends; any number may hold it at once, none while it is locked. */
  async hold({ manager }: Tx, key: string): Promise<unknown> {
    await manager.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`setting ${key}`]);
    return (await manager.findOneBy(SettingRow, { key }))?.value;
  }

  /** `value` undefined: the decision is taken back. */
  async save(tx: Tx, key: string, value: unknown, by: string | null): Promise<void> {
    await tx.manager.query(
      `insert into settings (key, value, updated_at, updated_by) values ($1, $2, now(), $3)
       on conflict on constraint settings_pkey do update set value = excluded.value, updated_at = excluded.updated_at,
         updated_by = excluded.updated_by, version = settings.version + 1`,
      [key, value === undefined ? null : JSON.stringify(value), by],
    );
  }
}
