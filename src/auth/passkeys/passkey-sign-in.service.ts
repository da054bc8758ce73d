import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { Accounts } from '../../users/accounts.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import { credentialOf, FactorChecks } from '../second-factor/factor-checks.js';
import { ChallengeExpired, WrongCode } from '../second-factor/second-factor.errors.js';
import { type ArrivalDevice, Arrivals } from '../sign-in/arrivals.js';
import type { GrantedSession } from '../sign-in/session-grants.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import type { PasskeyOptionsDto, PasskeySignInDto } from './dto/passkeys.dto.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { WebAuthn } from './web-authn.js';

/** Signing in with a passkey alone: the device has made sure who uses it, so nothing else is asked for. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly webAuthn: WebAuthn,
    private readonly checks: FactorChecks,
    private readonly accounts: Accounts,
    private readonly arrivals: Arrivals,
    private readonly record: SignInRecord,
    private readonly work: UnitOfWork,
  ) {}

  /** The same for everybody: the passkey says who it is. Throws PasskeysOff. */
  async options(): Promise<PasskeyOptionsDto> {
    const options = await this.webAuthn.signInOptions();
    const asked = { purpose: 'passkey', passkeyChallenge: options.challenge } as const;
    return { challenge: await this.work.run((tx) => this.challenges.open(tx, asked)), options };
  }

  /** Throws PasskeysOff, ChallengeExpired, or WrongCode for an unknown passkey and a deactivated account alike. */
  async signIn(dto: PasskeySignInDto, client: ClientInfo, from: ArrivalDevice): Promise<GrantedSession> {
    const challenge = await this.challenges.try(dto.challenge, 'passkey');
    if (!challenge) throw new ChallengeExpired();
    const passkey = await this.passkeys.findByCredential(credentialOf(dto.response));
    if (!passkey) throw new WrongCode('/response');
    const { userId } = passkey;
    try {
      return await this.work.run(async (tx) => {
        await this.accounts.lock(tx, userId);
        if (!(await this.challenges.close(tx, challenge))) throw new ChallengeExpired();
        await this.checks.takePasskey(tx, userId, dto.response, challenge.passkeyChallenge, '/response');
        const account = await this.accounts.recordArrival(tx, userId);
        if (!account) throw new WrongCode('/response');
        return this.arrivals.welcome(tx, account, client, { ...from, isShared: dto.shared });
      });
    } catch (error) {
      if (error instanceof WrongCode) await this.record.factorRefused(userId, error, client);
      throw error;
    }
  }
}
