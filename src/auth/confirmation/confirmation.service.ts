import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ProblemClass } from '../../core/errors/domain-error.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { type ConfirmationMethod, ConfirmationRequired, Confirmations } from '../../core/security/confirmations.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts, type SignInProof } from '../../users/accounts.js';
import { WrongPassword } from '../auth.errors.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import type { PasskeyOptionsDto } from '../passkeys/dto/passkeys.dto.js';
import { PasskeysRepository } from '../passkeys/passkeys.repository.js';
import { WebAuthn } from '../passkeys/web-authn.js';
import { Passwords } from '../passwords/passwords.js';
import type { RemoveTotpDto } from '../second-factor/dto/second-factor.dto.js';
import { FactorChecks } from '../second-factor/factor-checks.js';
import { ChallengeExpired, TotpNotFound, WrongCode } from '../second-factor/second-factor.errors.js';
import { SecondFactors } from '../second-factor/second-factors.service.js';
import { TOTP_DIGITS } from '../second-factor/totp.js';
import { Sessions } from '../sessions/sessions.service.js';
import { GuessingLimits } from '../sign-in/guessing-limits.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import type { ConfirmDto, SignedChallengeDto } from './dto/confirm.dto.js';

const GOOD_FOR_MS = 10 * 60 * 1_000;

/** Proving once more who uses a session. A sign-in counts; a refresh does not. */
@Injectable()
export class Confirmation extends Confirmations {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly factors: SecondFactors,
    private readonly checks: FactorChecks,
    private readonly webAuthn: WebAuthn,
    private readonly sessions: Sessions,
    private readonly limits: GuessingLimits,
    private readonly record: SignInRecord,
    private readonly work: UnitOfWork,
  ) {
    super();
  }

  async require(principal: Principal): Promise<void> {
    if (await this.sessions.isConfirmedSince(principal, new Date(Date.now() - GOOD_FOR_MS))) return;
    throw new ConfirmationRequired(await this.methodsOf(principal.userId));
  }

  /** What a passkey has to sign. Throws PasskeysOff. */
  async options({ userId, sessionId }: Principal): Promise<PasskeyOptionsDto> {
    const options = await this.webAuthn.signInOptions(await this.passkeys.of(userId));
    const asked = { purpose: 'confirm', userId, sessionId, passkeyChallenge: options.challenge } as const;
    return { challenge: await this.work.run((tx) => this.challenges.open(tx, asked)), options };
  }

  /** Throws WrongPassword, WrongCode, ChallengeExpired or RateLimited. */
  async confirm(principal: Principal, { password, code, passkey }: ConfirmDto, client: ClientInfo): Promise<void> {
    if ([password, code, passkey].filter((one) => one !== undefined).length !== 1)
      throw ValidationFailed.at('', 'one_of', 'Send exactly one of password, code and passkey.');
    if (password !== undefined)
      await this.guess(principal, WrongPassword, client, () => this.takePassword(principal, password));
    if (code !== undefined)
      await this.guess(principal, WrongCode, client, () =>
        this.work.run(async (tx) => {
          await this.accounts.lock(tx, principal.userId);
          await this.checks.takeCode(tx, principal.userId, code);
          await this.sessions.confirm(tx, principal);
        }),
      );
    if (passkey) await this.guess(principal, WrongCode, client, () => this.takePasskey(principal, passkey));
  }

  /** Takes the authenticator app away for who knows the password and has a code. Throws WrongPassword, WrongCode or TotpNotFound. */
  async removeTotp(principal: Principal, { password, code }: RemoveTotpDto, client: ClientInfo): Promise<void> {
    const { userId } = principal;
    const proof = await this.guess(principal, WrongPassword, client, () => this.prove(principal, password));
    // Where there is none, no code is wrong.
    if (!(await this.factors.countsOf([userId])).get(userId)?.totpSince) throw new TotpNotFound();
    await this.guess(principal, WrongCode, client, () =>
      this.work.run(async (tx) => {
        await this.lockProven(tx, proof);
        if (isTotpCode(code)) await this.checks.takeCode(tx, userId, code);
        else await this.checks.takeRecoveryCode(tx, userId, code, client, '/code');
        await this.factors.removeTotp(tx, principal, client);
      }),
    );
  }

  private async takePassword(principal: Principal, password: string): Promise<void> {
    const proof = await this.prove(principal, password);
    await this.work.run(async (tx) => {
      await this.lockProven(tx, proof);
      await this.sessions.confirm(tx, principal);
    });
  }

  private async takePasskey(principal: Principal, signed: SignedChallengeDto): Promise<void> {
    const { userId, sessionId } = principal;
    const challenge = await this.challenges.try(signed.challenge, 'confirm');
    if (challenge?.sessionId !== sessionId) throw new ChallengeExpired();
    await this.work.run(async (tx) => {
      await this.accounts.lock(tx, userId);
      if (!(await this.challenges.close(tx, challenge))) throw new ChallengeExpired();
      await this.checks.takePasskey(tx, userId, signed.response, challenge.passkeyChallenge);
      await this.sessions.confirm(tx, principal);
    });
  }

  /** Counted like every question for one's own password, and on record where it failed. */
  private async guess<T>(
    { userId, sessionId }: Principal,
    wrong: ProblemClass,
    client: ClientInfo,
    judge: () => Promise<T>,
  ): Promise<T> {
    const guess = await this.limits.ownPassword(userId, sessionId);
    try {
      return await guess.judge(wrong, judge);
    } catch (error) {
      if (error instanceof WrongPassword && guess.isFirst) await this.record.passwordRefused(userId, client);
      if (error instanceof WrongCode) await this.record.factorRefused(userId, error, client);
      throw error;
    }
  }

  private async prove({ userId }: Principal, password: string): Promise<SignInProof> {
    const credentials = await this.accounts.credentialsById(userId);
    const { matches } = await this.passwords.verify(password, credentials?.passwordHash);
    if (!matches || !credentials) throw new WrongPassword('/password');
    return { userId, verifiedHash: credentials.passwordHash };
  }

  /** A password that was replaced while it was being compared proves nothing any more. */
  private async lockProven(tx: Tx, proof: SignInProof): Promise<void> {
    if (!(await this.accounts.lockProven(tx, proof))) throw new WrongPassword('/password');
  }

  private async methodsOf(userId: string): Promise<ConfirmationMethod[]> {
    const counts = (await this.factors.countsOf([userId])).get(userId);
    return [
      'password',
      ...(counts?.totpSince ? (['totp'] as const) : []),
      ...(counts && counts.passkeys > 0 && this.webAuthn.isOn ? (['passkey'] as const) : []),
    ];
  }
}

/** A recovery code has ten signs, which may all be digits. */
function isTotpCode(code: string): boolean {
  return code.replaceAll(/\s/g, '').length === TOTP_DIGITS;
}
