import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Takes plain hashes of what was typed as a login out of the record: it may have been a password, and could be guessed. */
export class ForgottenLogins1763943960000 implements MigrationInterface {
  readonly name = 'ForgottenLogins1763943960000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`update audit_log set target_id = 'unknown' where target_type = 'login'`);
    // They count for a quarter of an hour; from now on their keys are made otherwise.
    await runner.query(`delete from sign_in_failures`);
  }

  async down(): Promise<void> {
    // What was taken out cannot come back.
  }
}
