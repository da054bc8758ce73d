import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people began to write, kept between their devices. */
export class Drafts1763942800000 implements MigrationInterface {
  readonly name = 'Drafts1763942800000';

  async up(runner: QueryRunner): Promise<void> {
    // Who leaves a conversation leaves the draft too.
    await runner.query(`
      create table drafts (
        user_id uuid not null,
        conversation_id uuid not null,
        body text not null constraint drafts_body_check check (char_length(body) <= 20000),
        subject text constraint drafts_subject_check check (char_length(subject) between 1 and 200),
        reply_to_seq bigint,
        version bigint not null,
        updated_at timestamptz(3) not null,
        constraint drafts_pkey primary key (user_id, conversation_id),
        constraint drafts_conversation_id_user_id_fkey foreign key (conversation_id, user_id)
          references conversation_members (conversation_id, user_id) on delete cascade
      ) with (fillfactor = 70)`);
    await runner.query(`create index drafts_conversation_id_user_id_idx on drafts (conversation_id, user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table drafts`);
  }
}
