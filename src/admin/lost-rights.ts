import { Injectable } from '@nestjs/common';
import { PasswordLinks } from '../auth/passwords/password-links.service.js';
import { Invites } from '../auth/registration/invites.service.js';
import { Sessions } from '../auth/sessions/sessions.service.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { permissionsOf } from '../core/security/permissions.js';
import { Revocations } from '../core/security/revocations/revocations.js';
import type { Account } from '../users/account.js';
import type { RequestedChanges } from './account-rules.js';
import { InvitePermission } from '../auth/registration/invites.permissions.js';

/** What ends when an account is deactivated or its roles change, within the transaction that does it, and for good. */
@Injectable()
export class LostRights {
  constructor(
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly invites: Invites,
    private readonly passwordLinks: PasswordLinks,
  ) {}

  /** `account` is as it is now, `changes` what made it so. */
  async end(tx: Tx, account: Account, { isActive, isStaff, isSuperuser, email }: RequestedChanges): Promise<void> {
    if (email !== undefined) await this.passwordLinks.endMailed(tx, account.id);
    if (isActive === false) {
      await this.sessions.endAll(tx, account.id, 'deactivated');
      return this.endWhatRestsOn(tx, account);
    }
    if (isStaff !== undefined || isSuperuser !== undefined) await this.endAfterMove(tx, account);
  }

  /** After the flags or roles of an account, as it is now, have changed: its tokens are read anew, and what it may not go on with ends. */
  async endAfterMove(tx: Tx, account: Account): Promise<void> {
    await this.endWhatRestsOn(tx, account);
    await this.revocations.record(tx, { kind: 'roles', userId: account.id });
  }

  private async endWhatRestsOn(tx: Tx, account: Account): Promise<void> {
    await this.passwordLinks.endVoid(tx, account.id);
    const mayInvite = account.isActive && permissionsOf(account).has(InvitePermission.Manage);
    if (!mayInvite) await this.invites.revokeAllOf(tx, account.id);
  }
}
