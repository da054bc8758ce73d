import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of messages that are begun, or wait for their time: they stay for as long as these do. */
export class KeptFiles1763945300000 implements MigrationInterface {
  readonly name = 'KeptFiles1763945300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table drafts add column attachment_ids uuid[] not null default '{}'
    constraint drafts_attachment_ids_check check (cardinality(attachment_ids) <= 20)`,
  `alter table compose_drafts add column attachment_ids uuid[] not null default '{}'
    constraint compose_drafts_attachment_ids_check check (cardinality(attachment_ids) <= 20)`,
  `alter table scheduled_messages add column attachment_ids uuid[] not null default '{}'
    constraint scheduled_messages_attachment_ids_check check (cardinality(attachment_ids) <= 20)`,
  // The client id of the scheduled message that will send it; nothing else can meanwhile.
  `alter table attachments
    add column held_for uuid,
    add constraint attachments_held_for_fkey foreign key (owner_id, held_for)
      references scheduled_messages (author_id, client_id) on delete set null (held_for)`,
  `create index attachments_held_for_idx on attachments (owner_id, held_for) where held_for is not null`,
];

const DOWN = [
  `alter table attachments drop column held_for`,
  `alter table scheduled_messages drop column attachment_ids`,
  `alter table compose_drafts drop column attachment_ids`,
  `alter table drafts drop column attachment_ids`,
  // It names the column; the text of the version before is applied anew.
  `drop function if exists send_with_files`,
];
