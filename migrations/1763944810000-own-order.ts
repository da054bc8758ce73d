import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what in a conversation somebody wants to hear, and in which order they keep those at the top of their list. */
export class OwnOrder1763944810000 implements MigrationInterface {
  readonly name = 'OwnOrder1763944810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table conversation_members
         add column notify text not null default 'all'
           constraint conversation_members_notify_check check (notify in ('all', 'mentions', 'none')),
         add column pin_place integer`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conversation_members drop column notify, drop column pin_place`);
  }
}
