import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what somebody hears in conversations for which they chose nothing. What was `all` there until now nobody had to choose. */
export class DefaultLevel1763946770400 implements MigrationInterface {
  readonly name = 'DefaultLevel1763946770400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table notification_settings
    add column default_level text not null default 'all'
      constraint notification_settings_default_level_check check (default_level in ('all', 'mentions', 'none'))`,
  // Null: nothing was chosen there.
  `alter table conversation_members alter column notify drop not null, alter column notify drop default`,
  `update conversation_members set notify = null where notify = 'all'`,
];

const DOWN = [
  `update conversation_members m
    set notify = coalesce((select n.default_level from notification_settings n where n.user_id = m.user_id), 'all')
    where notify is null`,
  `alter table conversation_members alter column notify set default 'all', alter column notify set not null`,
  `alter table notification_settings drop column default_level`,
];
