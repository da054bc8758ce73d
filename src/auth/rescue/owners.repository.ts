import type { Tx } from '../../core/database/unit-of-work.js';
import type { Database } from '../../core/database/database.js';

/** Somebody who owns the organisation, as far as letting them in again needs to know. */
export interface Owner {
  readonly id: string;
  readonly username: string;
  readonly isActive: boolean;
}

const OWNERS = {
  name: 'rescue.owners',
  text: `select id, username, is_active as "isActive" from users
         where is_superuser and anonymised_at is null order by username`,
};

const HAD_FACTOR = `select exists (select 1 from totp_secrets where user_id = $1 and confirmed_at is not null)
    or exists (select 1 from passkeys where user_id = $1) as had`;

/** The superusers in the users table; there are few. */
export class OwnersRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Owner[]> {
    return this.database.rows<Owner>(OWNERS, []);
  }

  /** They sign in with a password alone, on every device; whether they needed more before. */
  async takeFactors({ manager }: Tx, userId: string): Promise<boolean> {
    const [{ had }] = await manager.query<[{ had: boolean }]>(HAD_FACTOR, [userId]);
    await manager.query('delete from totp_secrets where user_id = $1', [userId]);
    await manager.query('delete from recovery_codes where user_id = $1', [userId]);
    await manager.query('delete from passkeys where user_id = $1', [userId]);
    await manager.query('delete from sign_in_challenges where user_id = $1', [userId]);
    await manager.query('update known_devices set trusted_until = null where user_id = $1', [userId]);
    return had;
  }
}
