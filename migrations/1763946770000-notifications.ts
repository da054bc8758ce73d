import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where devices are notified, what their people want to hear of, and what was tried. */
export class Notifications1763946770000 implements MigrationInterface {
  readonly name = 'Notifications1763946770000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table notification_deliveries, notification_marks, notification_settings, push_subscriptions, push_keys`,
    );
  }
}

const UP = [
  `create table push_keys (
    -- There is one pair: what devices subscribe to is bound to it.
    id smallint not null constraint push_keys_pkey primary key constraint push_keys_one_check check (id = 1),
    public_key varchar(100) not null,
    -- Sealed: whoever copies the database cannot notify anybody with it.
    private_key varchar(400) not null,
    made_at timestamptz(3) not null
  )`,
  `create table push_subscriptions (
    id uuid not null constraint push_subscriptions_pkey primary key,
    user_id uuid not null constraint push_subscriptions_user_id_fkey references users (id),
    session_id uuid not null constraint push_subscriptions_session_id_fkey references sessions (id) on delete cascade,
    endpoint varchar(1000) not null constraint push_subscriptions_endpoint_key unique,
    p256dh varchar(100) not null,
    auth varchar(40) not null,
    created_at timestamptz(3) not null,
    -- When its push service took something last, and what it answered last; null before the first time.
    sent_at timestamptz(3),
    answer smallint
  )`,
  `create index push_subscriptions_user_id_idx on push_subscriptions (user_id)`,
  `create index push_subscriptions_session_id_idx on push_subscriptions (session_id)`,
  `create table notification_settings (
    user_id uuid not null constraint notification_settings_pkey primary key
      constraint notification_settings_user_id_fkey references users (id),
    push boolean not null,
    hide_content boolean not null,
    quiet_hours jsonb not null,
    -- Null where nothing is paused.
    paused_until timestamptz(3),
    -- What notifies them like a mention, and the expression that finds it; null where there is nothing.
    words text[] not null,
    words_pattern text,
    -- After how many minutes unread messages are mailed, which were written since when, and when that was last; null where not.
    mail_after integer,
    mail_since timestamptz(3),
    mailed_at timestamptz(3),
    digest varchar(6) not null
      constraint notification_settings_digest_check check (digest in ('none', 'daily', 'weekly')),
    -- What was written since when is in the next digest, and when that comes; null where there is none.
    digest_since timestamptz(3),
    digest_at timestamptz(3)
  )`,
  `create index notification_settings_digest_at_idx on notification_settings (digest_at) where digest_at is not null`,
  `create table notification_marks (
    user_id uuid not null constraint notification_marks_user_id_fkey references users (id),
    conversation_id uuid not null
      constraint notification_marks_conversation_id_fkey references conversations (id) on delete cascade,
    through_seq bigint not null,
    mailed_through_seq bigint not null default 0,
    constraint notification_marks_pkey primary key (user_id, conversation_id)
  )`,
  `create index notification_marks_conversation_id_idx on notification_marks (conversation_id)`,
  `create table notification_deliveries (
    id uuid not null constraint notification_deliveries_pkey primary key,
    channel varchar(4) not null
      constraint notification_deliveries_channel_check check (channel in ('push', 'mail', 'none')),
    user_id uuid not null,
    conversation_id uuid not null,
    first_seq bigint not null,
    through_seq bigint not null,
    -- The device of a push, the mail that it is a part of.
    subscription_id uuid,
    mail_id uuid,
    state varchar(8) not null
      constraint notification_deliveries_state_check check (state in ('waiting', 'sent', 'failed', 'skipped')),
    -- Why it was not sent, and what was answered; null where there is nothing to say.
    reason varchar(24),
    answer smallint,
    attempts smallint not null default 0,
    -- Null while nobody is at it.
    claimed_at timestamptz(3),
    at timestamptz(3) not null,
    constraint notification_deliveries_once_key unique (subscription_id, conversation_id, through_seq)
  )`,
  `create index notification_deliveries_user_id_idx on notification_deliveries (user_id, at)`,
  `create index notification_deliveries_conversation_id_idx on notification_deliveries (conversation_id, through_seq)`,
  `create index notification_deliveries_mail_id_idx on notification_deliveries (mail_id) where mail_id is not null`,
  `create index notification_deliveries_at_idx on notification_deliveries (at)`,
];
