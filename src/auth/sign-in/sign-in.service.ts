import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { Accounts, type SignInProof } from '../../users/accounts.js';
import { InvalidCredentials } from '../auth.errors.js';
import { SecondFactorRequired } from '../second-factor/second-factor.errors.js';
import { Passwords } from '../passwords/passwords.js';
import { type ArrivalDevice, Arrivals } from './arrivals.js';
import { GuessingLimits } from './guessing-limits.js';
import { KnownDevices } from './known-devices.js';
import type { GrantedSession } from './session-grants.js';
import { SecondStep } from './second-step.service.js';
import { SignInRecord } from './sign-in-record.js';

/** What somebody signs in with. */
export interface SignInRequest {
  /** A username or an e-mail address, in any case. */
  readonly login: string;
  readonly password: string;
  /** On a device that others use too. */
  readonly shared?: boolean | undefined;
}

/** Signing in with a password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly limits: GuessingLimits,
    private readonly devices: KnownDevices,
    private readonly secondStep: SecondStep,
    private readonly arrivals: Arrivals,
    private readonly record: SignInRecord,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws RateLimited, or InvalidCredentials, after the same time, for an unknown name, a wrong password and a deactivated account; SecondFactorRequired where the password is not enough. */
  async logIn(
    { login, password, shared: isShared }: SignInRequest,
    client: ClientInfo,
    from: ArrivalDevice = {},
  ): Promise<GrantedSession> {
    const { deviceToken } = from;
    if (deviceToken === undefined) this.limits.refuseRepeated(login, client.ip);
    const credentials = await this.accounts.credentialsByLogin(login);
    const device = await this.devices.recognise(deviceToken, credentials?.userId);
    const guess = await this.limits.signIn({ userId: credentials?.userId, login }, client.ip, device);
    try {
      const session = await guess.judge(InvalidCredentials, async () => {
        const { matches, upgradedHash } = await this.passwords.verify(password, credentials?.passwordHash);
        if (!matches || !credentials?.isActive) throw new InvalidCredentials();
        const proof = { userId: credentials.userId, verifiedHash: credentials.passwordHash, upgradedHash };
        return this.arrive(proof, client, { ...from, isShared });
      });
      this.record.count('succeeded');
      return session;
    } catch (error) {
      if (error instanceof InvalidCredentials) this.record.count('failed');
      // Once for a source and an account; who goes on guessing adds nothing to know.
      if (error instanceof InvalidCredentials && guess.isFirst) {
        await this.record.signInFailed(credentials?.userId, client);
      }
      throw error;
    }
  }

  private async arrive(proof: SignInProof, client: ClientInfo, from: ArrivalDevice): Promise<GrantedSession> {
    const outcome = await this.work.run(async (tx) => {
      // Before it is asked who has a factor: one that is added meanwhile waits, or is asked for.
      if (!(await this.accounts.lockProven(tx, proof))) throw new InvalidCredentials();
      const asked = await this.secondStep.ask(tx, proof.userId, from);
      if (asked) return asked;
      const account = await this.accounts.recordSignIn(tx, proof);
      // Deactivated, or given another password, while this one was being compared.
      if (!account) throw new InvalidCredentials();
      return this.arrivals.welcome(tx, account, client, from);
    });
    // Not thrown inside, where it would undo that the challenge is open.
    if (outcome instanceof SecondFactorRequired) throw outcome;
    return outcome;
  }
}
