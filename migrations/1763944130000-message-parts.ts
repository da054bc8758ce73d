import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which features have something to show with a message, so that the others are not asked. */
export class MessageParts1763944130000 implements MigrationInterface {
  readonly name = 'MessageParts1763944130000';

  async up(runner: QueryRunner): Promise<void> {
    // With a constant default no row is written.
    await runner.query(`alter table messages add column parts integer not null default 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table messages drop column parts`);
  }
}
