import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups that can be found and joined, links into groups, and who was sent away. */
export class Joining1763944800000 implements MigrationInterface {
  readonly name = 'Joining1763944800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conversations add column listed_as text`);
    await runner.query(
      `create index conversations_listed_idx on conversations (listed_as, id) where listed_as is not null`,
    );
    await runner.query(
      `create table group_links (
         conversation_id uuid primary key,
         token text not null constraint group_links_token_key unique,
         created_by uuid not null,
         created_at timestamptz(3) not null
       )`,
    );
    await runner.query(
      `create table removed_members (
         conversation_id uuid not null,
         user_id uuid not null,
         removed_at timestamptz(3) not null,
         primary key (conversation_id, user_id)
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table removed_members`);
    await runner.query(`drop table group_links`);
    await runner.query(`drop index conversations_listed_idx`);
    await runner.query(`alter table conversations drop column listed_as`);
  }
}
