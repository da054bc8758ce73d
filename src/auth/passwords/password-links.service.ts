import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { permissionsOf } from '../../core/security/permissions.js';
import { displayNameOf } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { mayActOn } from '../../users/acting-on-accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { PasswordLinkInvalid } from '../auth.errors.js';
import type { PasswordLinkOfferDto, ResetPasswordDto } from '../dto/password-link.dto.js';
import { SecurityNotices } from '../notices/security-notices.service.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { hashOf, newCapability } from '../../core/security/capability.js';
import type { PasswordLink } from './password-link.entity.js';
import { type LinkBetween, PasswordLinksRepository } from './password-links.repository.js';
import { PasswordReplacement } from './password-replacement.js';
import { Passwords } from './passwords.js';

const HOUR_MS = 60 * 60 * 1_000;
/** Somebody has to hand it over. */
const LIFETIME_MS = 24 * HOUR_MS;
/** Whoever asks waits for it. */
const MAILED_LIFETIME_MS = HOUR_MS;

/** Links with which people who are locked out choose another password, once. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly links: PasswordLinksRepository,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly replacement: PasswordReplacement,
    private readonly record: SignInRecord,
    private readonly notices: SecurityNotices,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * To be handed over. The token is returned this once and kept nowhere; an earlier link that was handed over ends. Who may make
   * one is decided by the caller.
   */
  async create(tx: Tx, createdBy: string, userId: string): Promise<NewLink> {
    await this.links.deleteHandedOver(tx, userId);
    return this.make(tx, { createdBy, userId }, LIFETIME_MS);
  }

  /** To be mailed to the address of the account, good for an hour; one that was handed over stays good beside it. */
  createMailed(tx: Tx, userId: string): Promise<NewLink> {
    return this.make(tx, { createdBy: userId, userId }, MAILED_LIFETIME_MS);
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
      await this.notices.tell(tx, { kind: 'password_changed', userId: link.userId, client });
      await this.replacement.replace(tx, link.userId, hash);
    });
  }

  /** The address of the account is another one: what was mailed to the former one opens nothing any more. */
  endMailed(tx: Tx, userId: string): Promise<void> {
    return this.links.delete(tx, { userId, createdBy: userId });
  }

  /** Ends the links by and for this person that nobody could use any more, so that they stay so whatever is given back. */
  async endVoid(tx: Tx, userId: string): Promise<void> {
    const links = await this.links.concerning(tx, userId);
    for (const link of links.filter((each) => !isGood(each))) await this.links.delete(tx, link);
  }

  private async make(
    tx: Tx,
    between: Pick<PasswordLink, 'createdBy' | 'userId'>,
    lifetimeMs: number,
  ): Promise<NewLink> {
    const token = newCapability();
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
    await this.links.save(tx, { ...between, tokenHash: hashOf(token), createdAt, expiresAt });
    return { token, expiresAt };
  }

  private async find(token: string) {
    const link = await this.links.findByHash(hashOf(token), new Date());
    if (!link) throw new PasswordLinkInvalid();
    const [maker, account] = await Promise.all([this.accounts.get(link.createdBy), this.accounts.get(link.userId)]);
    if (!isGood({ ...link, maker, account })) throw new PasswordLinkInvalid();
    return { link, account };
  }

  private async judge(tx: Tx, link: PasswordLink): Promise<void> {
    const { createdBy, userId } = link;
    const locked = await this.accounts.lockAll(tx, [createdBy, userId]);
    const [maker, account] = [locked.get(createdBy), locked.get(userId)];
    if (!maker || !account || !isGood({ ...link, maker, account })) throw new PasswordLinkInvalid();
  }
}

interface NewLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link dies with the right of who made it, and when the account has come to hold more than they do; one's own with the account. */
function isGood({ userId, createdBy, maker, account }: LinkBetween): boolean {
  if (userId === createdBy) return account.isActive;
  return account.isActive && permissionsOf(maker).has(UserPermission.ManageSessions) && mayActOn(maker, account);
}
