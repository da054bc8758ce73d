import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which stranger put somebody into a group, so that one of them does not use up what all of them may. */
export class WhoAdded1763943970000 implements MigrationInterface {
  readonly name = 'WhoAdded1763943970000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table stranger_additions add column added_by uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table stranger_additions drop column added_by`);
  }
}
