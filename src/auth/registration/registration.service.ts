import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Account } from '../../users/account.js';
import { Introductions } from '../../users/introductions.js';
import { RegistrationClosed } from '../auth.errors.js';
import type { RegisterDto } from '../dto/register.dto.js';
import { type ArrivalDevice, Arrivals } from '../sign-in/arrivals.js';
import type { GrantedSession } from '../sign-in/session-grants.js';
import type { Invite } from './invite.js';
import { Invites } from './invites.service.js';
import { NewAccounts } from './new-accounts.js';
import type { RegistrationMode } from './registration-mode.js';
import { REGISTRATION } from './registration-setting.js';

/** Making an account for oneself. */
@Injectable()
export class Registration {
  constructor(
    private readonly settings: OrganisationSettings,
    private readonly invites: Invites,
    private readonly newAccounts: NewAccounts,
    private readonly arrivals: Arrivals,
    private readonly introductions: Introductions,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws RegistrationClosed or InviteInvalid unless registration is open or the person is invited. */
  async register(dto: RegisterDto, client: ClientInfo, from: ArrivalDevice = {}): Promise<GrantedSession> {
    // Before a password is hashed for nothing; what decides is looked at again in the transaction.
    const invite = await this.invitation(dto);
    if (!invite) refuseUnlessOpen(await this.settings.get(REGISTRATION));
    const account = await this.newAccounts.prepare(dto);
    return this.work.run(async (tx) => {
      if (invite) await this.invites.use(tx, invite);
      else refuseUnlessOpen(await this.settings.hold(tx, REGISTRATION));
      const made = await this.newAccounts.createSignedIn(tx, account);
      await this.record(tx, made, invite, client);
      const granted = await this.arrivals.welcome(tx, made, client, from);
      if (!invite) return granted;
      return { ...granted, conversationId: await this.introductions.introduce(tx, made.id, invite.createdBy) };
    });
  }

  /**
   * Whoever has a link uses it up, also while it is not needed: it was meant for one account. It was promised while
   * invitations could be made, so it stays good when registration is closed later.
   */
  private async invitation({ inviteToken, email }: RegisterDto): Promise<Invite | undefined> {
    return inviteToken === undefined ? undefined : this.invites.check(inviteToken, email);
  }

  private record(tx: Tx, account: Account, invite: Invite | undefined, client: ClientInfo): Promise<void> {
    return this.audit.record(tx, {
      actorId: account.id,
      action: 'user.registered',
      targetType: 'user',
      targetId: account.id,
      after: { username: account.username, email: account.email, inviteId: invite?.id ?? null },
      ...client,
    });
  }
}

function refuseUnlessOpen(mode: RegistrationMode): void {
  if (mode === 'closed') throw new RegistrationClosed('Ask an administrator for an account.');
  if (mode === 'invite') throw new RegistrationClosed('An invitation is needed. Ask an administrator for one.');
}
