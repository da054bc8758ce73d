import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people want to be spoken of, and what they say in the fields of the organisation, by their keys. */
export class ProfileFields1763945050000 implements MigrationInterface {
  readonly name = 'ProfileFields1763945050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table users
         add column pronouns varchar(40) not null default '',
         add column profile_values jsonb not null default '{}'
           constraint users_profile_values_check check (jsonb_typeof(profile_values) = 'object')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users drop column pronouns, drop column profile_values');
  }
}
