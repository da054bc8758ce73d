import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Invitations and password links from before that nobody can use, because who made them lost the right, end for good: a
 * right that comes back does not bring them back.
 */
export class DeadInvitations1763943900000 implements MigrationInterface {
  readonly name = 'DeadInvitations1763943900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update invites i set revoked_at = clock_timestamp()
      from users u
      where u.id = i.created_by and not (u.is_active and (u.is_staff or u.is_superuser))
        and i.revoked_at is null and i.uses < i.max_uses and i.expires_at > clock_timestamp()`);
    await runner.query(`
      delete from password_links l
      using users maker, users account
      where maker.id = l.created_by and account.id = l.user_id
        and not (account.is_active and maker.is_active
          and (maker.is_superuser or maker.is_staff and not account.is_staff and not account.is_superuser))`);
  }

  /** Which were open is not kept. */
  async down(): Promise<void> {}
}
