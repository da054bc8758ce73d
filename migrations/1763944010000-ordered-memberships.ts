import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The conversations of a person can be gone through in an order, a piece at a time. */
export class OrderedMemberships1763944010000 implements MigrationInterface {
  readonly name = 'OrderedMemberships1763944010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index conversation_members_user_id_idx`);
    await runner.query(
      `create index conversation_members_user_id_idx on conversation_members (user_id, conversation_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index conversation_members_user_id_idx`);
    await runner.query(
      `create index conversation_members_user_id_idx on conversation_members (user_id) include (conversation_id)`,
    );
  }
}
