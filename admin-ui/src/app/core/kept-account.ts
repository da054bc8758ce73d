import { inject, Injectable } from '@angular/core';
import type { UserDto } from '../api/models/user-dto';
import { LocalDatabase } from './local-database';
import { isObject, isText } from './shapes';

/** Who is signed in on this device, kept for a start without a connection. */
@Injectable({ providedIn: 'root' })
export class KeptAccount {
  private readonly local = inject(LocalDatabase);

  /** This one is signed in here. */
  keep(user: UserDto): void {
    this.local.open(user.id);
    void this.local.write([{ store: 'account', key: 'user', value: user }]);
  }

  /** Who was signed in here last, if it is known. */
  async find(): Promise<UserDto | undefined> {
    const owner = this.local.lastOwner();
    if (owner === undefined) return undefined;
    this.local.open(owner);
    const user = await this.local.get('account', 'user', isUser);
    return user?.id === owner ? user : undefined;
  }

  /** Nobody is signed in here any more: nothing of theirs stays. */
  forget(): Promise<void> {
    return this.local.erase();
  }

  /** This page is not theirs any more, and another tab may be somebody else's: nothing of theirs stays. */
  release(): Promise<void> {
    return this.local.release();
  }
}

/** As much as the app cannot do without; the rest comes with the next token. */
function isUser(value: unknown): value is UserDto {
  if (!isObject(value)) return false;
  const { id, username, displayName, firstName, lastName, email, title, about, isStaff, isSuperuser } = value;
  return (
    [id, username, displayName, firstName, lastName, email, title, about].every(isText) &&
    [isStaff, isSuperuser].every((flag) => typeof flag === 'boolean')
  );
}
