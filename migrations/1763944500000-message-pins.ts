import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which messages of a conversation are pinned. */
export class MessagePins1763944500000 implements MigrationInterface {
  readonly name = 'MessagePins1763944500000';

  async up(runner: QueryRunner): Promise<void> {
    // At most a hundred of a conversation: they are sorted when they are listed.
    await runner.query(`create table message_pins (
      conversation_id uuid not null
        constraint message_pins_conversation_id_fkey references conversations (id) on delete cascade,
      seq bigint not null,
      pinned_by uuid not null constraint message_pins_pinned_by_fkey references users (id),
      pinned_at timestamptz(3) not null,
      constraint message_pins_pkey primary key (conversation_id, seq)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table message_pins`);
  }
}
