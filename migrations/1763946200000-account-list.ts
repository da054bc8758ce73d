import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list of accounts in any order and by any word, and whose sign-ins failed. */
export class AccountList1763946200000 implements MigrationInterface {
  readonly name = 'AccountList1763946200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_failures drop column user_id`);
    for (const index of INDEXES) await runner.query(`drop index ${index}`);
    await runner.query(`drop extension if exists pg_trgm`);
  }
}

const INDEXES = [
  'users_by_name_idx',
  'users_by_email_idx',
  'users_by_last_login_idx',
  'users_by_joined_idx',
  'users_search_idx',
  'users_deactivated_idx',
  'users_staff_idx',
];

// Without an index by last_seen_at: it changes many times a day, and every change would then write all the others anew.
const UP = [
  // Parts of names and addresses are found without reading everybody. It is trusted: the owner of the database may.
  `create extension if not exists pg_trgm`,
  `create index users_search_idx on users using gin (folded_name gin_trgm_ops, lower(email) gin_trgm_ops)`,
  `create index users_by_name_idx on users
    (left(coalesce(nullif(split_part(folded_name, '|', 2), ''), split_part(folded_name, '|', 3)), 80), id)`,
  `create index users_by_email_idx on users (left(lower(email), 80), id)`,
  `create index users_by_last_login_idx on users (coalesce(last_login, timestamptz 'epoch'), id)`,
  `create index users_by_joined_idx on users (date_joined, id)`,
  `create index users_deactivated_idx on users (id) where not is_active`,
  `create index users_staff_idx on users (id) where is_staff`,
  // null: nobody has what was typed
  `alter table sign_in_failures add column user_id uuid`,
];
