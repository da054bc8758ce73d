import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { PreferenceChange } from './preference-change.js';
import type { UserPreferences } from './user-preferences.entity.js';

export type PreferencesRow = Pick<UserPreferences, 'values' | 'version'>;

/** What people chose for themselves, one row for each. */
@Injectable()
export class PreferencesRepository {
  constructor(private readonly database: Database) {}

  /** Undefined while nothing was ever chosen. */
  async find(userId: string): Promise<PreferencesRow | undefined> {
    return this.database.row<PreferencesRow>(
      {
        name: 'preferences.find',
        text: `select p.values, p.version from user_preferences p where p.user_id = $1`,
      },
      [userId],
    );
  }

  /** Changes the named keys alone, also while another device changes others; undefined when everything was so already. */
  async merge(tx: Tx, userId: string, { kept, forgotten }: PreferenceChange): Promise<PreferencesRow | undefined> {
    const [row] = await tx.manager.query<PreferencesRow[]>(
      `insert into user_preferences as p (user_id, values, version) values ($1, $2::jsonb, 1)
       on conflict on constraint user_preferences_pkey do update
       set values = (p.values || excluded.values) - $3::text[], version = p.version + 1
       where (p.values || excluded.values) - $3::text[] <> p.values
       returning p.values, p.version`,
      [userId, JSON.stringify(kept), forgotten],
    );
    return row;
  }

  /** Forgets what somebody chose. */
  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from user_preferences where user_id = $1', [userId]);
  }

  /** Forgets what people chose whose names were taken away. */
  async deleteOfAnonymised(): Promise<void> {
    await this.database.rows({
      name: 'preferences.deleteOfAnonymised',
      text: `delete from user_preferences p where exists (
        select 1 from users u where u.id = p.user_id and u.anonymised_at is not null)`,
    });
  }
}
