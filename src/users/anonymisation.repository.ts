import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import type { Account } from './account.js';
import { searchedNames } from './name-search.js';
import { User } from './user.entity.js';

/** No hash begins so: nobody can sign in with it. Django marks them in the same way. */
const NO_PASSWORD = '!';

/** The users table, as names are taken out of it. */
@Injectable()
export class AnonymisationRepository {
  /** Null when there is no such account. The file of the picture is told apart from others by it, and goes with `PurgeUnsent`. */
  async anonymise(tx: Tx, id: string, username: string): Promise<Account | null> {
    const nobody = { username, firstName: '', lastName: '' };
    await tx.manager.update(
      User,
      { id },
      {
        ...nobody,
        foldedName: searchedNames(nobody),
        // Reserved by RFC 2606: no mail ever goes there.
        email: `${username}@deleted.invalid`,
        password: NO_PASSWORD,
        title: '',
        about: '',
        pronouns: '',
        profileValues: {},
        locale: null,
        timeZone: null,
        statusText: '',
        statusEmoji: '',
        statusUntil: null,
        lastSeenAt: null,
        isActive: false,
        isStaff: false,
        isSuperuser: false,
        rolePermissions: [],
        anonymisedAt: new Date(),
      },
    );
    return tx.manager.findOneBy(User, { id });
  }
}
