import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bytes that people uploaded, and what they are in which message. */
export class Attachments1763944600000 implements MigrationInterface {
  readonly name = 'Attachments1763944600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table files (
    id uuid not null constraint files_pkey primary key,
    owner_id uuid not null constraint files_owner_id_fkey references users (id),
    sha256 bytea not null constraint files_sha256_check check (length(sha256) = 32),
    size bigint not null constraint files_size_check check (size > 0),
    thumbnails jsonb not null,
    is_kept boolean not null,
    created_at timestamptz(3) not null
  )`,
  // How much of the quota somebody has used is a sum over this index.
  `create index files_owner_idx on files (owner_id) include (size)`,
  // What came to nothing, be it that the server ended meanwhile, is found and removed.
  `create index files_not_kept_idx on files (created_at) where not is_kept`,
  `create table attachments (
    id uuid not null constraint attachments_pkey primary key,
    file_id uuid not null constraint attachments_file_id_fkey references files (id),
    owner_id uuid not null constraint attachments_owner_id_fkey references users (id),
    name text not null constraint attachments_name_check check (length(name) between 1 and 200),
    media_type text not null constraint attachments_media_type_check check (length(media_type) between 1 and 100),
    kind text not null constraint attachments_kind_check check (kind in ('image', 'video', 'audio', 'file')),
    width integer,
    height integer,
    preview bytea,
    alt text not null default '' constraint attachments_alt_check check (length(alt) <= 1000),
    conversation_id uuid constraint attachments_conversation_id_fkey references conversations (id) on delete cascade,
    seq bigint,
    place smallint,
    created_at timestamptz(3) not null,
    constraint attachments_picture_check check ((width is null) = (height is null)),
    constraint attachments_sent_check check (
      (conversation_id is null) = (seq is null) and (conversation_id is null) = (place is null)),
    constraint attachments_place_key unique (conversation_id, seq, place)
  )`,
  `create index attachments_file_idx on attachments (file_id)`,
  // A gallery shows one kind, newest first.
  `create index attachments_kind_idx on attachments (conversation_id, kind, seq desc, place)
    where conversation_id is not null`,
  // What was never sent goes after a day.
  `create index attachments_unsent_idx on attachments (created_at) where conversation_id is null`,
];

const DOWN = [`drop function if exists send_with_files`, `drop table attachments`, `drop table files`];
