import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that people reported, as they were then; and what is told to those whom it concerns. */
export class Reports1763946730000 implements MigrationInterface {
  readonly name = 'Reports1763946730000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from security_notices where kind in ('warned', 'report_closed')`);
    await runner.query(`alter table security_notices drop column note`);
    await runner.query(`drop table message_reports`);
    await runner.query(`drop table reported_texts`);
    await runner.query(`drop table reported_messages`);
  }
}

const UP = [
  `create table reported_messages (
    id uuid not null constraint reported_messages_pkey primary key,
    -- No foreign key: what was reported outlives the conversation.
    conversation_id uuid not null,
    seq bigint not null,
    conversation_kind varchar(6) not null,
    conversation_subject text,
    sender_id uuid not null constraint reported_messages_sender_id_fkey references users (id),
    written_at timestamptz(3) not null,
    state varchar(9) not null
      constraint reported_messages_state_check check (state in ('open', 'dismissed', 'acted')),
    version integer not null,
    reporters integer not null,
    first_at timestamptz(3) not null,
    latest_at timestamptz(3) not null,
    -- Set while it is closed.
    action varchar(10)
      constraint reported_messages_action_check check (action in ('none', 'warn', 'delete', 'deactivate')),
    note varchar(1000),
    closed_by uuid constraint reported_messages_closed_by_fkey references users (id),
    closed_at timestamptz(3),
    constraint reported_messages_place_key unique (conversation_id, seq)
  )`,
  `create index reported_messages_latest_idx on reported_messages (state, latest_at desc, id desc)`,
  `create index reported_messages_sender_id_idx on reported_messages (sender_id)`,
  `create index reported_messages_closed_at_idx on reported_messages (closed_at) where closed_at is not null`,
  `create table reported_texts (
    report_id uuid not null
      constraint reported_texts_report_id_fkey references reported_messages (id) on delete cascade,
    version integer not null,
    subject text,
    body text not null,
    -- What a message copies that says something of its own too.
    forwarded text,
    file_names text[] not null,
    -- Set when the words were taken away with the name of whoever wrote them.
    erased_at timestamptz(3),
    constraint reported_texts_pkey primary key (report_id, version)
  )`,
  `create table message_reports (
    report_id uuid not null
      constraint message_reports_report_id_fkey references reported_messages (id) on delete cascade,
    reporter_id uuid not null constraint message_reports_reporter_id_fkey references users (id),
    -- Which of the texts they saw.
    text_version integer not null,
    reason varchar(10) not null
      constraint message_reports_reason_check check (reason in ('spam', 'harassment', 'illegal', 'other')),
    note varchar(1000) not null,
    at timestamptz(3) not null,
    constraint message_reports_pkey primary key (report_id, reporter_id)
  )`,
  `create index message_reports_reporter_id_idx on message_reports (reporter_id, at)`,
  // What a moderator writes to the person; empty of every other kind.
  `alter table security_notices add column note varchar(1000) not null default ''`,
];
