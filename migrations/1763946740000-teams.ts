import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, who is in them, and that messages mention them: a row for each mention of a team, never one for each of its people. */
export class Teams1763946740000 implements MigrationInterface {
  readonly name = 'Teams1763946740000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** TEAM_MENTIONS_PART, for messages that lose what it stands for. */
const TEAMS_BIT = 1024;

const UP = [
  `create table teams (
    id uuid not null constraint teams_pkey primary key,
    key varchar(32) not null
      constraint teams_key_check check (key ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
    name varchar(100) not null,
    description varchar(500) not null,
    version integer not null,
    created_at timestamptz(3) not null,
    constraint teams_key_key unique (key)
  )`,
  `create table team_members (
    user_id uuid not null constraint team_members_user_id_fkey references users (id),
    team_id uuid not null constraint team_members_team_id_fkey references teams (id) on delete cascade,
    joined_at timestamptz(3) not null,
    constraint team_members_pkey primary key (user_id, team_id)
  )`,
  `create index team_members_team_id_idx on team_members (team_id, user_id)`,
  // Of a mention of a team, user_id is the team.
  `alter table message_mentions add column is_team boolean not null default false`,
  // Where a team is mentioned in one conversation, newest first.
  `create index message_mentions_team_idx on message_mentions (user_id, conversation_id, at, seq) where is_team`,
];

const DOWN = [
  // The function that writes them knows the column; the code that belongs to the schema before puts its own back.
  `drop function if exists send_with_parts`,
  `drop function if exists write_mentions`,
  `update messages x set parts = x.parts & ~${TEAMS_BIT}
   from message_mentions k where k.is_team and k.conversation_id = x.conversation_id and k.seq = x.seq`,
  `delete from message_mentions where is_team`,
  `drop index message_mentions_team_idx`,
  `alter table message_mentions drop column is_team`,
  `drop table team_members`,
  `drop table teams`,
];
