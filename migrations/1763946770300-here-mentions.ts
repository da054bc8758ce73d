import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That messages mention those who are active: one row, which keeps who they were. */
export class HereMentions1763946770300 implements MigrationInterface {
  readonly name = 'HereMentions1763946770300';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Whom `@here` means, in place of a person. */
const THOSE_HERE = `'00000000-0000-0000-0000-000000000001'`;
/** HERE_PART, for messages that lose what it stands for. */
const HERE_BIT = 2048;

const UP = [
  // Null where nobody is called by having been there.
  `alter table message_mentions
    add column called uuid[],
    add constraint message_mentions_called_check check ((user_id = ${THOSE_HERE}) = (called is not null))`,
  // Where those who were there are mentioned in one conversation, newest first.
  `create index message_mentions_here_idx on message_mentions (conversation_id, at, seq) where user_id = ${THOSE_HERE}`,
];

const DOWN = [
  // The function that writes them knows the column; the code that belongs to the schema before puts its own back.
  `drop function if exists send_with_parts`,
  `drop function if exists write_mentions`,
  `drop function if exists active_people`,
  `update messages x set parts = x.parts & ~${HERE_BIT}
   from message_mentions k
   where k.user_id = ${THOSE_HERE} and k.conversation_id = x.conversation_id and k.seq = x.seq`,
  `delete from message_mentions where user_id = ${THOSE_HERE}`,
  `drop index message_mentions_here_idx`,
  `alter table message_mentions drop constraint message_mentions_called_check, drop column called`,
];
