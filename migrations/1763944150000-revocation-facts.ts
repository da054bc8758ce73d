import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a revocation says beside the person is its feature's: a column of facts in place of one for each feature. */
export class RevocationFacts1763944150000 implements MigrationInterface {
  readonly name = 'RevocationFacts1763944150000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table revocations add column facts jsonb not null default '{}'`,
  `update revocations set facts = jsonb_strip_nulls(jsonb_build_object(
     'sessionId', session_id, 'exceptSessionId', except_session_id, 'conversationId', conversation_id, 'reason', reason))`,
  `alter table revocations drop constraint revocations_kind_check`,
  `alter table revocations
     drop column session_id, drop column except_session_id, drop column conversation_id, drop column reason`,
];

const DOWN = [
  `alter table revocations add column session_id uuid, add column except_session_id uuid, add column conversation_id uuid,
     add column reason varchar(32)`,
  `update revocations set session_id = (facts ->> 'sessionId')::uuid, except_session_id = (facts ->> 'exceptSessionId')::uuid,
     conversation_id = (facts ->> 'conversationId')::uuid, reason = facts ->> 'reason'`,
  `delete from revocations where kind not in ('session', 'user', 'roles', 'member')`,
  `alter table revocations add constraint revocations_kind_check check (
     case kind when 'session' then session_id is not null when 'member' then conversation_id is not null
       else kind in ('user', 'roles') end)`,
  `alter table revocations drop column facts`,
];
