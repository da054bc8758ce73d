import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages said before they were edited. */
export class MessageEdits1763944400000 implements MigrationInterface {
  readonly name = 'MessageEdits1763944400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table message_edits (
        conversation_id uuid not null,
        seq bigint not null,
        version integer not null,
        subject text,
        body text not null,
        written_at timestamptz(3) not null,
        constraint message_edits_pkey primary key (conversation_id, seq, version),
        constraint message_edits_conversation_id_fkey foreign key (conversation_id)
          references conversations (id) on delete cascade
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table message_edits`);
  }
}
