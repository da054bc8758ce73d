import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { MailIsOff, RegistrationClosed } from '../auth/auth.errors.js';
import { type Invite, stateOf } from '../auth/registration/invite.js';
import { Invites, type InviteTerms } from '../auth/registration/invites.service.js';
import { REGISTRATION } from '../auth/registration/registration-setting.js';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { normalised } from '../core/http/text.js';
import { Mailer } from '../core/mail/mailer.js';
import { OrganisationSettings } from '../core/organisation/organisation-settings.js';
import type { Account } from '../users/account.js';
import { Accounts } from '../users/accounts.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import type { PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { requireStillAllowed } from './account-rules.js';
import type { CreateInviteDto, InviteDto, InvitePageDto, NewInviteDto, NewInvitesDto } from './dto/invites.dto.js';
import { InvitePermission } from '../auth/registration/invites.permissions.js';

const DEFAULT_DAYS = 7;

/** The administration of invitations. */
@Injectable()
export class AdminInvites {
  constructor(
    private readonly invites: Invites,
    private readonly accounts: Accounts,
    private readonly organisation: OrganisationSettings,
    private readonly mailer: Mailer,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  async list({ limit, cursor }: PageQuery): Promise<InvitePageDto> {
    const page = await this.invites.page(limit, cursor);
    return { items: page.items.map(inviteDto), nextCursor: page.nextCursor };
  }

  /** The answer holds the links, which cannot be shown again. Throws RegistrationClosed. */
  async create(
    principal: Principal,
    { email, emails, mail = false, expiresInDays = DEFAULT_DAYS, maxUses = 1 }: CreateInviteDto,
    client: ClientInfo,
  ): Promise<NewInviteDto | NewInvitesDto> {
    if (email !== undefined && emails) {
      throw ValidationFailed.at('/emails', 'not_together', 'Send either email or emails.');
    }
    if (mail) this.requireMail(email !== undefined || emails !== undefined);
    return this.work.run(async (tx) => {
      const inviter = await this.accounts.lock(tx, principal.userId);
      requireStillAllowed(inviter, InvitePermission.Manage);
      await this.refuseWhileClosed(tx);
      const createFor = (address?: string) =>
        this.createOne(tx, inviter, { email: address, expiresInDays, maxUses, isMailed: mail }, client);
      if (!emails) return createFor(email);
      const items = [];
      for (const address of distinct(emails)) items.push(await createFor(address));
      return { items };
    });
  }

  /** Throws InviteNotFound. */
  async revoke(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      requireStillAllowed(await this.accounts.lock(tx, principal.userId), InvitePermission.Manage);
      await this.invites.revoke(tx, id);
      await this.audit.record(tx, {
        actorId: principal.userId,
        action: 'invite.revoked',
        targetType: 'invite',
        targetId: id,
        ...client,
      });
    });
  }

  private requireMail(hasAddress: boolean): void {
    if (!this.mailer.isOn) throw new MailIsOff('Hand the link over instead, or ask whoever runs this server for mail.');
    if (!hasAddress) throw ValidationFailed.at('/mail', 'needs_address', 'Send email or emails as well.');
  }

  private async refuseWhileClosed(tx: Tx): Promise<void> {
    if ((await this.organisation.hold(tx, REGISTRATION)) !== 'closed') return;
    throw new RegistrationClosed('Registration is closed, so nobody can be invited. Change it in the settings first.');
  }

  private async createOne(tx: Tx, inviter: Account, terms: InviteTerms, client: ClientInfo): Promise<NewInviteDto> {
    const { invite, token } = await this.invites.create(tx, inviter, terms);
    await this.audit.record(tx, {
      actorId: inviter.id,
      action: 'invite.created',
      targetType: 'invite',
      targetId: invite.id,
      after: {
        email: invite.email,
        ...(invite.mail && { mailed: true }),
        expiresAt: invite.expiresAt,
        maxUses: invite.maxUses,
      },
      ...client,
    });
    return { ...inviteDto(invite), token, url: `${this.settings.publicUrl ?? ''}/register?invite=${token}` };
  }
}

/** Each address once, in any case. */
function distinct(emails: readonly string[]): string[] {
  return [...new Map(emails.map(normalised).map((email) => [email.toLowerCase(), email])).values()];
}

function inviteDto(invite: Invite): InviteDto {
  const { id, email, maxUses, uses, mail, createdBy, inviter, createdAt, expiresAt } = invite;
  const state = stateOf(invite, new Date());
  return { id, email, maxUses, uses, state, mail, createdBy, inviter: UserCardDto.from(inviter), createdAt, expiresAt };
}
