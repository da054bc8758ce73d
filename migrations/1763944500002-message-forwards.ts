import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which messages are copies of others: who wrote those, and when. */
export class MessageForwards1763944500002 implements MigrationInterface {
  readonly name = 'MessageForwards1763944500002';

  async up(runner: QueryRunner): Promise<void> {
    // Like its message it has no foreign keys: the statement that sends proves both.
    await runner.query(`create table message_forwards (
      conversation_id uuid not null,
      seq bigint not null,
      sender_id uuid not null,
      sent_at timestamptz(3) not null,
      -- Null where the copy is the whole message.
      body text constraint message_forwards_body_check check (length(body) <= 20000),
      constraint message_forwards_pkey primary key (conversation_id, seq)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table message_forwards`);
  }
}
