import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Account, NewAccount } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { Newcomers } from '../../users/newcomers.js';
import type { NewAccountFields } from '../dto/new-account.dto.js';
import { Passwords } from '../passwords/passwords.js';

/** Of whom an account is made that has no password yet. */
export type NewPerson = Pick<NewAccount, 'username' | 'email' | 'firstName' | 'lastName' | 'title'>;

/** No password has it for its hash; Django marks one that nobody can use in the same way. */
const NO_PASSWORD = '!';

/** What every way of making an account has in common. */
@Injectable()
export class NewAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly newcomers: Newcomers,
  ) {}

  /** Hashes the password, which takes its time and so is done before the transaction; throws PasswordTooCommon. */
  async prepare({ username, email, password, firstName, lastName }: NewAccountFields): Promise<NewAccount> {
    const passwordHash = await this.passwords.hashChosen(password, { username, email, firstName, lastName });
    return {
      username,
      email,
      passwordHash,
      ...(firstName !== undefined && { firstName }),
      ...(lastName !== undefined && { lastName }),
    };
  }

  /** Throws UsernameTaken or EmailTaken. */
  async create(tx: Tx, account: NewAccount): Promise<Account> {
    const made = await this.accounts.create(tx, account);
    await this.newcomers.arrived(tx, made.id);
    return made;
  }

  /** For people who choose their password later, by a link. Throws UsernameTaken or EmailTaken. */
  createWithoutPassword(tx: Tx, person: NewPerson): Promise<Account> {
    return this.create(tx, { ...person, passwordHash: NO_PASSWORD });
  }

  /** For people who make their own account and are signed in with it at once. */
  createSignedIn(tx: Tx, account: NewAccount): Promise<Account> {
    return this.create(tx, { ...account, lastLogin: new Date() });
  }
}
