import { Injectable } from '@nestjs/common';
import { PermissionDenied } from '../core/errors/request-problems.js';
import { type Permission, permissionsOf } from '../core/security/permissions.js';
import { Accounts } from '../users/accounts.js';

/** Rights of who asked for something that takes long: a file that is still being sent ends with the right to it. */
@Injectable()
export class OngoingRights {
  constructor(private readonly accounts: Accounts) {}

  /** Throws PermissionDenied when the account, as it is now, may not do this any more. */
  async require(userId: string, permission: Permission): Promise<void> {
    const standing = await this.accounts.standing(userId);
    if (standing?.isActive && permissionsOf(standing).has(permission)) return;
    throw new PermissionDenied('You may not do this any more, so it was ended.');
  }
}
