import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people prove themselves with besides a password, and how far somebody has come in proving it. */
export class SecondFactors1763946700000 implements MigrationInterface {
  readonly name = 'SecondFactors1763946700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table totp_secrets (
        user_id uuid not null constraint totp_secrets_pkey primary key
          constraint totp_secrets_user_id_fkey references users (id),
        -- sealed, for this person
        secret varchar(200) not null,
        created_at timestamptz(3) not null,
        -- null while nobody has shown that their app knows the secret
        confirmed_at timestamptz(3),
        -- the last code that was taken: none is taken twice
        last_step bigint not null
      )`);
    await runner.query(`
      create table recovery_codes (
        user_id uuid not null constraint recovery_codes_user_id_fkey references users (id),
        code_hash varchar(64) not null,
        constraint recovery_codes_pkey primary key (user_id, code_hash)
      )`);
    await runner.query(`
      create table passkeys (
        id uuid not null constraint passkeys_pkey primary key,
        user_id uuid not null constraint passkeys_user_id_fkey references users (id),
        credential_id varchar(1400) not null constraint passkeys_credential_id_key unique,
        public_key bytea not null,
        counter bigint not null,
        transports varchar(16)[] not null,
        name varchar(60) not null,
        created_at timestamptz(3) not null,
        -- null while it was not used
        last_used_at timestamptz(3)
      )`);
    await runner.query('create index passkeys_user_id_idx on passkeys (user_id)');
    await runner.query(`
      create table sign_in_challenges (
        token_hash varchar(64) not null constraint sign_in_challenges_pkey primary key,
        purpose varchar(16) not null,
        -- null where the passkey says who it is
        user_id uuid constraint sign_in_challenges_user_id_fkey references users (id),
        -- null where nobody is signed in yet
        session_id uuid,
        -- what a passkey has to sign; null where there is none
        passkey_challenge varchar(100),
        is_shared boolean not null,
        tries integer not null,
        expires_at timestamptz(3) not null
      )`);
    await runner.query('create index sign_in_challenges_user_id_idx on sign_in_challenges (user_id)');
    await runner.query('alter table sessions add column confirmed_at timestamptz(3)');
    await runner.query('alter table known_devices add column trusted_until timestamptz(3)');
    await runner.query('alter table security_notices add column remaining smallint');
    await runner.query(`
      create table second_factor_duties (
        user_id uuid not null constraint second_factor_duties_pkey primary key
          constraint second_factor_duties_user_id_fkey references users (id),
        since timestamptz(3) not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table second_factor_duties');
    await runner.query('alter table security_notices drop column remaining');
    await runner.query('alter table known_devices drop column trusted_until');
    await runner.query('alter table sessions drop column confirmed_at');
    await runner.query('drop table sign_in_challenges');
    await runner.query('drop table passkeys');
    await runner.query('drop table recovery_codes');
    await runner.query('drop table totp_secrets');
  }
}
