import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E-mail addresses from before in the one spelling in which they are looked up (NFC), where nobody else has that address. */
export class ComposedEmails1763943810000 implements MigrationInterface {
  readonly name = 'ComposedEmails1763943810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update users u set email = n.email
      from (
        select distinct on (lower(normalize(email, nfc))) id, normalize(email, nfc) as email from users
        where email is not nfc normalized and char_length(normalize(email, nfc)) <= 254
        order by lower(normalize(email, nfc)), id
      ) n
      where u.id = n.id and not exists (select 1 from users o where lower(o.email) = lower(n.email) and o.id <> n.id)`);
  }

  /** The spellings as they were are not kept. */
  async down(): Promise<void> {}
}
