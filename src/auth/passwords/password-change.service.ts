import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { WrongPassword } from '../auth.errors.js';
import type { ChangePasswordDto } from '../dto/change-password.dto.js';
import { GuessingLimits } from '../sign-in/guessing-limits.js';
import { SecurityNotices } from '../notices/security-notices.service.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { PasswordReplacement } from './password-replacement.js';
import { Passwords } from './passwords.js';

/** Choosing another password. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly limits: GuessingLimits,
    private readonly replacement: PasswordReplacement,
    private readonly record: SignInRecord,
    private readonly notices: SecurityNotices,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws WrongPassword or PasswordTooCommon. All other sessions of the person end. */
  async change({ userId, sessionId }: Principal, dto: ChangePasswordDto, client: ClientInfo): Promise<void> {
    const guess = await this.limits.ownPassword(userId, sessionId);
    let verifiedHash: string;
    try {
      verifiedHash = await guess.judge(WrongPassword, () => this.prove(userId, dto.currentPassword));
    } catch (error) {
      if (error instanceof WrongPassword && guess.isFirst) await this.record.passwordRefused(userId, client);
      throw error;
    }
    const hash = await this.passwords.hashChosen(dto.newPassword, await this.accounts.get(userId), '/newPassword');
    await this.work.run(async (tx) => {
      // Whoever knew a password that a link replaced meanwhile must not take the account back with it.
      if (!(await this.accounts.lockProven(tx, { userId, verifiedHash }))) throw new WrongPassword();
      await this.record.passwordChanged(tx, userId, client);
      await this.notices.tell(tx, { kind: 'password_changed', userId, sessionId, client });
      await this.replacement.replace(tx, userId, hash, sessionId);
    });
  }

  /** The hash that the password was compared with. */
  private async prove(userId: string, password: string): Promise<string> {
    const credentials = await this.accounts.credentialsById(userId);
    const { matches } = await this.passwords.verify(password, credentials?.passwordHash);
    if (!matches || !credentials) throw new WrongPassword();
    return credentials.passwordHash;
  }
}
