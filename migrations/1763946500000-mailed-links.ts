import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link that somebody asked for by mail stands beside the one that an administrator handed over; invitations are mailed. */
export class MailedLinks1763946500000 implements MigrationInterface {
  readonly name = 'MailedLinks1763946500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table password_links drop constraint password_links_pkey,
         add constraint password_links_pkey primary key (user_id, created_by)`,
    );
    await runner.query(
      `alter table invites add column mail varchar(8)
         constraint invites_mail_check check (mail in ('waiting', 'sent', 'failed'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invites drop column mail');
    await runner.query('delete from password_links where user_id = created_by');
    await runner.query(
      `alter table password_links drop constraint password_links_pkey, add constraint password_links_pkey primary key (user_id)`,
    );
  }
}
