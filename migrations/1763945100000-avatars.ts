import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of people and of groups. */
export class Avatars1763945100000 implements MigrationInterface {
  readonly name = 'Avatars1763945100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conversations drop column picture_id`);
    await runner.query(`alter table users drop column avatar_id`);
  }
}

const UP = [
  `alter table users add column avatar_id uuid constraint users_avatar_id_fkey references files (id)`,
  `alter table conversations add column picture_id uuid constraint conversations_picture_id_fkey references files (id)`,
  // Whose picture a file is, and whether it is one at all: it is asked whenever one is opened, and before a file goes.
  `create unique index users_avatar_idx on users (avatar_id) where avatar_id is not null`,
  `create unique index conversations_picture_idx on conversations (picture_id) where picture_id is not null`,
];
