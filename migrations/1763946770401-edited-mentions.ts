import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to which rev it was decided whether somebody is told that an edit mentions them. */
export class EditedMentions1763946770401 implements MigrationInterface {
  readonly name = 'EditedMentions1763946770401';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table notification_marks
    add column mentions_rev bigint not null default 0,
    add column mailed_mentions_rev bigint not null default 0`,
  // What was edited before is not made up for.
  `update notification_marks k set mentions_rev = c.last_rev, mailed_mentions_rev = c.last_rev
   from conversations c where c.id = k.conversation_id`,
  // The same message may be told of again, where an edit mentions somebody.
  `alter table notification_deliveries
    add column rev bigint not null default 0,
    drop constraint notification_deliveries_once_key,
    add constraint notification_deliveries_once_key unique (subscription_id, conversation_id, through_seq, rev)`,
];

const DOWN = [
  `delete from notification_deliveries where rev > 0`,
  `alter table notification_deliveries
    drop constraint notification_deliveries_once_key,
    drop column rev,
    add constraint notification_deliveries_once_key unique (subscription_id, conversation_id, through_seq)`,
  `alter table notification_marks drop column mentions_rev, drop column mailed_mentions_rev`,
];
