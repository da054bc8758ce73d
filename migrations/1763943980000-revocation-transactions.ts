import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Revocations carry the transaction that wrote them, so that every node meets each exactly once. */
export class RevocationTransactions1763943980000 implements MigrationInterface {
  readonly name = 'RevocationTransactions1763943980000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table revocations add column tx bigint not null default pg_current_xact_id()::text::bigint`,
    );
    await runner.query(`drop index revocations_at_idx`);
    await runner.query(`create index revocations_tx_idx on revocations (tx)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index revocations_tx_idx`);
    await runner.query(`create index revocations_at_idx on revocations (at)`);
    await runner.query(`alter table revocations drop column tx`);
  }
}
