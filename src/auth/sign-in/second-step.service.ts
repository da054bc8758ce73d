import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import type { SignInChallenge } from '../challenges/sign-in-challenge.entity.js';
import { PasskeysRepository } from '../passkeys/passkeys.repository.js';
import { WebAuthn } from '../passkeys/web-authn.js';
import type { AnswerChallengeDto } from '../second-factor/dto/second-factor.dto.js';
import { FactorChecks } from '../second-factor/factor-checks.js';
import {
  ChallengeExpired,
  type FactorMethod,
  SecondFactorRequired,
  WrongCode,
} from '../second-factor/second-factor.errors.js';
import { SecondFactorsRepository } from '../second-factor/second-factors.repository.js';
import { hasFactor } from '../second-factor/second-factors.service.js';
import { type ArrivalDevice, Arrivals } from './arrivals.js';
import { GuessingLimits } from './guessing-limits.js';
import { KnownDevices } from './known-devices.js';
import type { GrantedSession } from './session-grants.js';
import { SignInRecord } from './sign-in-record.js';

export type Answer = Pick<AnswerChallengeDto, 'challenge' | 'code' | 'recoveryCode' | 'passkey' | 'trustDevice'>;

/** What comes between the right password and a session, for people who have a second factor. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly accounts: Accounts,
    private readonly factors: SecondFactorsRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly webAuthn: WebAuthn,
    private readonly challenges: ChallengesRepository,
    private readonly checks: FactorChecks,
    private readonly limits: GuessingLimits,
    private readonly devices: KnownDevices,
    private readonly arrivals: Arrivals,
    private readonly record: SignInRecord,
    private readonly work: UnitOfWork,
  ) {}

  /** What to ask somebody whose password was right and whose account is locked; undefined when that is enough. */
  async ask(
    tx: Tx,
    userId: string,
    { deviceToken, isShared = false }: ArrivalDevice,
  ): Promise<SecondFactorRequired | undefined> {
    const counts = await this.factors.countsWithin(tx, userId);
    if (!hasFactor(counts) || (await this.devices.isTrusted(tx, userId, deviceToken))) return undefined;
    const withPasskey = counts.passkeys > 0 && this.webAuthn.isOn;
    const passkeyOptions = withPasskey ? await this.webAuthn.signInOptions(await this.passkeys.of(userId)) : undefined;
    const passkeyChallenge = passkeyOptions?.challenge ?? null;
    const asked = { purpose: 'second-factor', userId, passkeyChallenge, isShared } as const;
    const challenge = await this.challenges.open(tx, asked);
    const methods: FactorMethod[] = [
      ...(counts.totpSince ? (['totp'] as const) : []),
      ...(withPasskey ? (['passkey'] as const) : []),
      ...(counts.recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
    ];
    return new SecondFactorRequired({ challenge, methods, ...(passkeyOptions && { passkeyOptions }) });
  }

  /** Throws ChallengeExpired, WrongCode or RateLimited. One answer opens one session. */
  async answer(answer: Answer, client: ClientInfo, from: ArrivalDevice): Promise<GrantedSession> {
    requireOne(answer);
    const challenge = await this.challenges.try(answer.challenge, 'second-factor');
    const userId = challenge?.userId ?? undefined;
    if (!challenge || userId === undefined) throw new ChallengeExpired();
    const device = await this.devices.recognise(from.deviceToken, userId);
    const guess = await this.limits.secondStep(userId, client.ip, device);
    try {
      const session = await guess.judge(WrongCode, () =>
        this.work.run((tx) => this.arrive(tx, { ...challenge, userId }, answer, client, from)),
      );
      // The right password alone was no sign-in yet.
      this.record.count('succeeded');
      return session;
    } catch (error) {
      // Each of them, not the first alone: whoever it was knew the password.
      if (error instanceof WrongCode) await this.record.factorRefused(userId, error, client);
      throw error;
    }
  }

  private async arrive(
    tx: Tx,
    challenge: SignInChallenge & { readonly userId: string },
    answer: Answer,
    client: ClientInfo,
    from: ArrivalDevice,
  ): Promise<GrantedSession> {
    const { userId, isShared } = challenge;
    const account = await this.lockOpen(tx, challenge);
    if (answer.code !== undefined) await this.checks.takeCode(tx, userId, answer.code);
    if (answer.recoveryCode !== undefined) await this.checks.takeRecoveryCode(tx, userId, answer.recoveryCode, client);
    if (answer.passkey) await this.checks.takePasskey(tx, userId, answer.passkey, challenge.passkeyChallenge);
    const isTrusted = answer.trustDevice === true && !isShared;
    return this.arrivals.welcome(tx, account, client, { ...from, isShared, isTrusted });
  }

  /** Closes the challenge under the lock of the account. What failed, opens it again with the transaction. */
  private async lockOpen(tx: Tx, challenge: SignInChallenge & { readonly userId: string }): Promise<Account> {
    await this.accounts.lock(tx, challenge.userId);
    if (!(await this.challenges.close(tx, challenge))) throw new ChallengeExpired();
    // The password cannot change any more, and if it had, the challenge were gone.
    const account = await this.accounts.recordArrival(tx, challenge.userId);
    if (!account) throw new ChallengeExpired();
    return account;
  }
}

function requireOne({ code, recoveryCode, passkey }: Answer): void {
  if ([code, recoveryCode, passkey].filter((one) => one !== undefined).length === 1) return;
  throw ValidationFailed.at('', 'one_of', 'Send exactly one of code, recoveryCode and passkey.');
}
