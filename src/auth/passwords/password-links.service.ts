import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { permissionsOf } from '../../core/security/permissions.js';
import { displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { mayActOn, type Standing } from '../../users/acting-on-accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { PasswordLinkInvalid } from '../auth.errors.js';
import type { PasswordLinkOfferDto, ResetPasswordDto } from '../dto/password-link.dto.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { hashOf, newCapability } from '../../core/security/capability.js';
import type { PasswordLink } from './password-link.entity.js';
import { PasswordLinksRepository } from './password-links.repository.js';
import { PasswordReplacement } from './password-replacement.js';
import { Passwords } from './passwords.js';

const LIFETIME_MS = 24 * 60 * 60 * 1_000;

/** Links with which people who are locked out choose another password, once. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly links: PasswordLinksRepository,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly replacement: PasswordReplacement,
    private readonly record: SignInRecord,
    private readonly work: UnitOfWork,
  ) {}

  /** The token is returned this once and kept nowhere; an earlier link of the person ends. Who may make one is decided by the caller. */
  async create(tx: Tx, createdBy: string, userId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = newCapability();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    await this.links.save(tx, { userId, tokenHash: hashOf(token), createdBy, createdAt: now, expiresAt });
    return { token, expiresAt };
  }

  /** Whose password it is for, without spending it; throws PasswordLinkInvalid. */
  async look(token: string): Promise<PasswordLinkOfferDto> {
    const { link, account } = await this.find(token);
    return { username: account.username, displayName: displayNameOf(account), expiresAt: link.expiresAt };
  }

  /** Spends the link and ends all sessions; throws PasswordLinkInvalid, or PasswordTooCommon and leaves it good. */
  async reset({ token, newPassword }: ResetPasswordDto, client: ClientInfo): Promise<void> {
    const { link, account } = await this.find(token);
    const hash = await this.passwords.hashChosen(newPassword, account, '/newPassword');
    await this.work.run(async (tx) => {
      await this.judge(tx, link);
      if (!(await this.links.spend(tx, link.tokenHash, new Date()))) throw new PasswordLinkInvalid();
      await this.record.passwordReset(tx, link.userId, client);
      await this.replacement.replace(tx, link.userId, hash);
    });
  }

  /** Ends the links by and for this person that nobody could use any more, so that they stay so whatever is given back. */
  async endVoid(tx: Tx, userId: string): Promise<void> {
    const links = await this.links.concerning(tx, userId);
    const dead = links.filter(({ maker, account }) => !isGood(maker, account));
    await this.links.deleteOf(
      tx,
      dead.map((link) => link.userId),
    );
  }

  private async find(token: string) {
    const link = await this.links.findByHash(hashOf(token), new Date());
    if (!link) throw new PasswordLinkInvalid();
    const [maker, account] = await Promise.all([this.accounts.get(link.createdBy), this.accounts.get(link.userId)]);
    if (!isGood(maker, account)) throw new PasswordLinkInvalid();
    return { link, account };
  }

  private async judge(tx: Tx, { createdBy, userId }: PasswordLink): Promise<void> {
    const locked = await this.accounts.lockAll(tx, [createdBy, userId]);
    const [maker, account] = [locked.get(createdBy), locked.get(userId)];
    if (!maker || !account || !isGood(maker, account)) throw new PasswordLinkInvalid();
  }
}

/** A link dies with the right of who made it, and when the account has come to hold more than they do. */
function isGood(maker: Standing, account: Standing): boolean {
  return account.isActive && permissionsOf(maker).has(UserPermission.ManageSessions) && mayActOn(maker, account);
}
