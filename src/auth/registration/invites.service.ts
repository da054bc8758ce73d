import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { DomainError } from '../../core/errors/domain-error.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { normalised } from '../../core/http/text.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Account } from '../../users/account.js';
import { PersonalData } from '../../users/personal-data.js';
import { cardOf } from '../../users/user-card.js';
import { InviteExpired, InviteInvalid, InviteNotFound, InviteUsed, InviteWithdrawn } from '../auth.errors.js';
import type { InviteOfferDto } from '../dto/invite-offer.dto.js';
import { hashOf, newCapability } from '../../core/security/capability.js';
import { type Invite, type InviteState, stateOf } from './invite.js';
import { InvitesRepository } from './invites.repository.js';
import { MailInvite } from './mail-invite.js';
import { Sealing } from '../tokens/sealing.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What an invitation shall allow. */
export interface InviteTerms {
  readonly email?: string | undefined;
  readonly expiresInDays: number;
  readonly maxUses: number;
  /** Its link is mailed to that address. */
  readonly isMailed?: boolean;
}

/** Invitations: links that let somebody make an account. */
@Injectable()
export class Invites implements OnModuleInit {
  constructor(
    private readonly invites: InvitesRepository,
    private readonly settings: OrganisationSettings,
    private readonly jobs: Jobs,
    private readonly sealing: Sealing,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.invites.forgetAddressOf(tx, userId, new Date()));
  }

  /** The token is returned this once and kept nowhere. */
  async create(tx: Tx, inviter: Account, terms: InviteTerms): Promise<{ invite: Invite; token: string }> {
    const token = newCapability();
    const now = new Date();
    const invite = {
      id: newId(),
      email: terms.email ?? null,
      maxUses: terms.maxUses,
      uses: 0,
      createdBy: inviter.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + terms.expiresInDays * DAY_MS),
      revokedAt: null,
      mail: terms.isMailed ? ('waiting' as const) : null,
    };
    await this.invites.insert(tx, invite, hashOf(token));
    if (terms.isMailed)
      await this.jobs.enqueue(tx, MailInvite, { id: invite.id, token: this.sealing.seal(token, invite.id) });
    return { invite: { ...invite, inviter: cardOf(inviter), mayInviterInvite: true }, token };
  }

  /** Newest first. */
  async page(limit: number, cursor: string | undefined): Promise<Page<Invite>> {
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, ['uuid'])[0]);
    const found = await this.invites.list(limit + 1, before);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? encodeCursor([last.id]) : null };
  }

  /** Throws InviteNotFound, or says why when nobody can come in with it any more. */
  async look(token: string): Promise<InviteOfferDto> {
    const invite = await this.invites.findByHash(hashOf(token));
    if (!invite) throw new InviteNotFound();
    const state = stateOf(invite, new Date());
    if (state !== 'open') throw notOpen(state);
    const organisationName = await this.settings.get(ORGANISATION_NAME);
    const { email, expiresAt, inviter } = invite;
    return { email, expiresAt, invitedBy: inviter.displayName, organisationName };
  }

  /** The invitation of this token, if it can be used for this address; throws InviteInvalid or ValidationFailed. */
  async check(token: string, email: string): Promise<Invite> {
    const invite = await this.invites.findByHash(hashOf(token));
    if (!invite) throw new InviteInvalid();
    refuseUnlessOpen(invite);
    if (invite.email !== null && normalised(invite.email).toLowerCase() !== normalised(email).toLowerCase()) {
      throw ValidationFailed.at('/email', 'not_the_invited', 'This invitation is for another email address.');
    }
    return invite;
  }

  /** Counts one use; throws InviteInvalid when somebody else was faster, or whoever invited lost the right to. */
  async use(tx: Tx, { id, createdBy }: Invite): Promise<void> {
    const invite = await this.invites.lock(tx, { id, createdBy });
    if (!invite) throw new InviteInvalid();
    refuseUnlessOpen(invite);
    await this.invites.countUse(tx, id);
  }

  /** Revokes the open invitations of somebody who may not invite any more. */
  revokeAllOf(tx: Tx, userId: string): Promise<void> {
    return this.invites.revokeOpenOf(tx, userId, new Date());
  }

  /** Throws InviteNotFound, also when it is revoked already. */
  async revoke(tx: Tx, id: string): Promise<void> {
    if (!(await this.invites.revoke(tx, id, new Date()))) throw new InviteNotFound();
  }
}

function refuseUnlessOpen(invite: Invite): void {
  const state = stateOf(invite, new Date());
  if (state !== 'open') throw new InviteInvalid(notOpen(state).detail);
}

function notOpen(state: Exclude<InviteState, 'open'>): DomainError {
  switch (state) {
    case 'used':
      return new InviteUsed();
    case 'expired':
      return new InviteExpired();
    case 'revoked':
    case 'void':
      return new InviteWithdrawn();
  }
}
