import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people chose for themselves, the same on all their devices. */
export class UserPreferences1763945200001 implements MigrationInterface {
  readonly name = 'UserPreferences1763945200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table user_preferences (
        user_id uuid not null,
        values jsonb not null constraint user_preferences_values_check check (jsonb_typeof(values) = 'object'),
        version bigint not null,
        constraint user_preferences_pkey primary key (user_id),
        constraint user_preferences_user_id_fkey foreign key (user_id) references users (id) on delete cascade
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table user_preferences`);
  }
}
