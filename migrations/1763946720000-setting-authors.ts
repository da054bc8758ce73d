import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who decided a setting last, how often it was decided, and that a decision can be taken back. */
export class SettingAuthors1763946720000 implements MigrationInterface {
  readonly name = 'SettingAuthors1763946720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table settings
        -- null: the decision was taken back
        alter column value drop not null,
        -- null: who decided was not kept
        add column updated_by uuid constraint settings_updated_by_fkey references users (id),
        add column version integer not null default 1`);
    await runner.query(`
      update settings s set updated_by = (
        select u.id from audit_log a join users u on u.id = a.actor_id
        where a.target_id = s.key and a.action = 'settings.updated' order by a.at desc limit 1)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from settings where value is null');
    await runner.query(`
      alter table settings drop column version, drop column updated_by, alter column value set not null`);
  }
}
