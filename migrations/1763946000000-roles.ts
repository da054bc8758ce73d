import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles beside the two flags of an account. */
export class Roles1763946000000 implements MigrationInterface {
  readonly name = 'Roles1763946000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table users drop column role_permissions`);
    await runner.query(`drop table user_roles`);
    await runner.query(`drop table roles`);
  }
}

const UP = [
  `create table roles (
     id uuid not null,
     key varchar(32) not null,
     name varchar(100) not null,
     description varchar(500) not null default '',
     permissions text[] not null default '{}',
     built_in boolean not null default false,
     version integer not null default 1,
     created_at timestamptz(3) not null,
     constraint roles_pkey primary key (id),
     constraint roles_key_key unique (key),
     constraint roles_key_check check (key ~ '^[a-z][a-z0-9-]{0,31}$')
   )`,
  `create table user_roles (
     user_id uuid not null,
     role_id uuid not null,
     granted_at timestamptz(3) not null,
     constraint user_roles_pkey primary key (user_id, role_id),
     constraint user_roles_user_id_fkey foreign key (user_id) references users (id),
     constraint user_roles_role_id_fkey foreign key (role_id) references roles (id)
   )`,
  `create index user_roles_role_idx on user_roles (role_id, user_id)`,
  `alter table users add column role_permissions text[] not null default '{}'`,
];
