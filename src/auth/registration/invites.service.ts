import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { InviteInvalid, InviteNotFound } from '../auth.errors.js';
import type { InviteOfferDto } from '../dto/invite-offer.dto.js';
import { hashOf, newCapability } from '../tokens/capability.js';
import { type Invite, stateOf } from './invite.js';
import { InvitesRepository } from './invites.repository.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What an invitation shall allow. */
export interface InviteTerms {
  readonly email?: string | undefined;
  readonly expiresInDays: number;
  readonly maxUses: number;
}

/** Invitations: links that let somebody make an account. */
@Injectable()
export class Invites {
  constructor(private readonly invites: InvitesRepository) {}

  /** The token is returned this once and kept nowhere. */
  async create(tx: Tx, createdBy: string, terms: InviteTerms): Promise<{ invite: Invite; token: string }> {
    const token = newCapability();
    const now = new Date();
    const invite: Invite = {
      id: newId(),
      email: terms.email ?? null,
      maxUses: terms.maxUses,
      uses: 0,
      createdBy,
      createdAt: now,
      expiresAt: new Date(now.getTime() + terms.expiresInDays * DAY_MS),
      revokedAt: null,
    };
    await this.invites.insert(tx, invite, hashOf(token));
    return { invite, token };
  }

  /** Newest first. */
  async page(limit: number, cursor: string | undefined): Promise<Page<Invite>> {
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, ['uuid'])[0]);
    const found = await this.invites.list(limit + 1, before);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? encodeCursor([last.id]) : null };
  }

  /** Throws InviteNotFound unless somebody can still come in with it. */
  async look(token: string): Promise<InviteOfferDto> {
    const invite = await this.invites.findByHash(hashOf(token));
    if (!invite || stateOf(invite, new Date()) !== 'open') throw new InviteNotFound();
    return { email: invite.email, expiresAt: invite.expiresAt };
  }

  /** The invitation of this token, if it can be used for this address; throws InviteInvalid or ValidationFailed. */
  async check(token: string, email: string): Promise<Invite> {
    const invite = await this.invites.findByHash(hashOf(token));
    if (!invite || stateOf(invite, new Date()) !== 'open') throw new InviteInvalid();
    if (invite.email !== null && invite.email.toLowerCase() !== email.toLowerCase()) {
      throw ValidationFailed.at('/email', 'not_the_invited', 'This invitation is for another e-mail address.');
    }
    return invite;
  }

  /** Counts one use; throws InviteInvalid when somebody else was faster. */
  async use(tx: Tx, invite: Invite): Promise<void> {
    if (!(await this.invites.use(tx, invite.id, new Date()))) throw new InviteInvalid();
  }

  /** Throws InviteNotFound, also when it is revoked already. */
  async revoke(tx: Tx, id: string): Promise<void> {
    if (!(await this.invites.revoke(tx, id, new Date()))) throw new InviteNotFound();
  }
}
