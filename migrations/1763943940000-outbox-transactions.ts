import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox rows carry the transaction that wrote them, so that a reader meets each exactly once, whenever it is committed. */
export class OutboxTransactions1763943940000 implements MigrationInterface {
  readonly name = 'OutboxTransactions1763943940000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox add column tx bigint not null default pg_current_xact_id()::text::bigint`);
    await runner.query(`drop index outbox_at_idx`);
    await runner.query(`create index outbox_tx_idx on outbox (tx)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outbox_tx_idx`);
    await runner.query(`create index outbox_at_idx on outbox (at)`);
    await runner.query(`alter table outbox drop column tx`);
  }
}
