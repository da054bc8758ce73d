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

/** The superusers in the users table; there are few. */
export class OwnersRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Owner[]> {
    return this.database.rows<Owner>(OWNERS, []);
  }
}
