import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * New messages that were begun and have no conversation yet. Of both kinds of drafts the row stays when the draft is
 * thrown away, so that a save of the same session which arrives late can be told from a new one.
 */
export class ComposeDrafts1763943300000 implements MigrationInterface {
  readonly name = 'ComposeDrafts1763943300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table compose_drafts (
        user_id uuid not null,
        id uuid not null,
        to_ids uuid[] not null constraint compose_drafts_to_ids_check check (cardinality(to_ids) <= 50),
        separate boolean not null,
        body text not null constraint compose_drafts_body_check check (char_length(body) <= 20000),
        subject text constraint compose_drafts_subject_check check (char_length(subject) between 1 and 200),
        version bigint not null,
        updated_at timestamptz(3) not null,
        gone boolean not null,
        writer uuid,
        writer_order bigint,
        constraint compose_drafts_pkey primary key (user_id, id),
        constraint compose_drafts_user_id_fkey foreign key (user_id) references users (id) on delete cascade
      ) with (fillfactor = 70)`);
    await runner.query(`
      alter table drafts
        add column gone boolean not null default false,
        add column writer uuid,
        add column writer_order bigint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from drafts where gone`);
    await runner.query(`alter table drafts drop column writer_order, drop column writer, drop column gone`);
    await runner.query(`drop table compose_drafts`);
  }
}
