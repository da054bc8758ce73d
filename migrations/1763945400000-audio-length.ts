import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long an audio file is, as whoever sent it measured. */
export class AudioLength1763945400000 implements MigrationInterface {
  readonly name = 'AudioLength1763945400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table attachments add column duration_ms integer
        constraint attachments_duration_ms_check check (duration_ms is null or (duration_ms > 0 and kind = 'audio'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table attachments drop column duration_ms`);
    // It names the column; the text of the version before is applied anew.
    await runner.query(`drop function if exists send_with_files`);
  }
}
