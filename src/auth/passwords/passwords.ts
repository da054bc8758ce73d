import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { codePoints } from '../../core/http/text.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { PasswordTooCommon, PasswordTooShort } from '../auth.errors.js';
import { isDjangoHash, verifyDjangoHash } from './django-pbkdf2.js';
import { HashQueue } from './hash-queue.js';
import { PASSWORD_MIN_LENGTH } from './password-length.js';
import { weaknessOf } from './password-rules.js';
import type { PasswordOwner } from './password-strength.js';
import { preparedPassword } from './prepared-password.js';

/** What OWASP names for argon2id, which is the kind this library makes unless told otherwise. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody has, at the same cost: comparing with it takes as long as with a real one. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$cGFybGV5LW5vYm9keS0wMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** What comparing a password with a hash came to. */
export interface PasswordVerdict {
  readonly matches: boolean;
  /** A new hash to keep instead: the old one is of a kind that is not made any more. */
  readonly upgradedHash?: string;
}

/** Hashes and compares passwords, never more at once than there are cores. */
@Injectable()
export class Passwords {
  private readonly queue = new HashQueue();

  constructor(private readonly settings: OrganisationSettings) {}

  /** The hash of a password somebody chooses; throws PasswordTooShort or PasswordTooCommon, naming the field at `pointer`. */
  async hashChosen(password: string, owner: PasswordOwner, pointer = '/password'): Promise<string> {
    const shortest = await this.settings.get(PASSWORD_MIN_LENGTH);
    if (codePoints(preparedPassword(password)) < shortest) throw new PasswordTooShort(pointer, shortest);
    const weakness = weaknessOf(preparedPassword(password), owner);
    if (weakness !== undefined) throw new PasswordTooCommon(pointer, weakness);
    return this.hash(preparedPassword(password));
  }

  /** Takes the same time when there is no hash to compare with. */
  async verify(typed: string, hash: string | undefined): Promise<PasswordVerdict> {
    const prepared = preparedPassword(typed);
    const verdict = await this.compare(prepared, hash);
    if (verdict.matches || prepared === typed) return verdict;
    // It may have been hashed before passwords were prepared; from now on it is.
    const { matches } = await this.compare(typed, hash);
    return matches ? { matches, upgradedHash: await this.hash(prepared) } : { matches };
  }

  private async compare(password: string, hash: string | undefined): Promise<PasswordVerdict> {
    if (hash !== undefined && isDjangoHash(hash)) return this.verifyImported(password, hash);
    const matches = await this.queue.run(() => argon2Verify(readable(hash), password));
    return { matches: matches && hash !== undefined };
  }

  private async verifyImported(password: string, hash: string): Promise<PasswordVerdict> {
    const matches = await this.queue.run(() => verifyDjangoHash(password, hash));
    return matches ? { matches, upgradedHash: await this.hash(password) } : { matches };
  }

  private hash(password: string): Promise<string> {
    return this.queue.run(() => argon2Hash(password, COST));
  }
}

/** An account without a usable password (Django marks them with `!`) is compared like one that does not exist. */
function readable(hash: string | undefined): string {
  return hash?.startsWith('$argon2') ? hash : NOBODYS_HASH;
}
