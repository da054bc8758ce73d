import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { SecurityNotices } from '../notices/security-notices.service.js';
import type { Passkey } from '../passkeys/passkey.entity.js';
import { PasskeysRepository } from '../passkeys/passkeys.repository.js';
import { WebAuthn } from '../passkeys/web-authn.js';
import { Sealing } from '../tokens/sealing.js';
import { RecoveryCodes } from './recovery-codes.js';
import { WrongCode } from './second-factor.errors.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import type { TotpSecret } from './totp-secret.entity.js';
import { totpStepOf } from './totp.js';

/** It signed, but less often than before: somebody has a copy of it. */
export class CopiedPasskey extends WrongCode {}

/**
 * Whether a code, a recovery code or a passkey is the person's. What was taken is taken, in the transaction of what it opens;
 * the caller has locked the account, so that two requests with the same one are judged one by one.
 */
@Injectable()
export class FactorChecks {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly webAuthn: WebAuthn,
    private readonly codes: RecoveryCodes,
    private readonly sealing: Sealing,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws WrongCode. */
  async takeCode(tx: Tx, userId: string, code: string): Promise<void> {
    const secret = await this.factors.secretOf(tx, userId);
    if (!secret?.confirmedAt) throw new WrongCode();
    await this.takeCodeOf(tx, secret, code);
  }

  /** The same of a secret that nobody has confirmed yet. Throws WrongCode. */
  async takeCodeOf(tx: Tx, secret: TotpSecret, code: string): Promise<void> {
    const opened = this.sealing.open(secret.secret, secret.userId);
    const bytes = Buffer.from(opened ?? '', 'base64url');
    const lastStep = opened === undefined ? undefined : totpStepOf(bytes, spaceless(code), secret.lastStep, new Date());
    if (lastStep === undefined) throw new WrongCode();
    await this.factors.saveSecret(tx, { ...secret, lastStep });
  }

  /** Tells the person, wherever it was used. Throws WrongCode. */
  async takeRecoveryCode(
    tx: Tx,
    userId: string,
    code: string,
    client: ClientInfo,
    pointer = '/recoveryCode',
  ): Promise<void> {
    if (!(await this.factors.spendCode(tx, userId, this.codes.hashesOf(userId, code)))) throw new WrongCode(pointer);
    const { recoveryCodesLeft: remaining } = await this.factors.countsWithin(tx, userId);
    await this.notices.tell(tx, { kind: 'recovery_code_used', userId, client, remaining });
    const act = { actorId: userId, targetType: 'user', targetId: userId, after: { remaining }, ...client };
    await this.audit.record(tx, { ...act, action: 'recovery-code.used' });
  }

  /** Throws WrongCode, CopiedPasskey or PasskeysOff. */
  async takePasskey(
    tx: Tx,
    userId: string,
    response: object,
    challenge: string | null,
    pointer = '/passkey',
  ): Promise<Passkey> {
    const passkey = await this.passkeys.lockByCredential(tx, credentialOf(response));
    if (passkey?.userId !== userId || challenge === null) throw new WrongCode(pointer);
    const counter = await this.webAuthn.verifySignIn(response, challenge, passkey);
    if (counter === undefined) throw new WrongCode(pointer);
    // One that counts never counts the same twice; one that does not says 0.
    if ((counter > 0 || passkey.counter > 0) && counter <= passkey.counter) throw new CopiedPasskey(pointer);
    await this.passkeys.used(tx, passkey.id, counter, new Date());
    return passkey;
  }
}

/** The name of the passkey that an answer says it is of. */
export function credentialOf(response: object): string {
  return 'id' in response && typeof response.id === 'string' ? response.id.slice(0, 1_400) : '';
}

function spaceless(code: string): string {
  return code.replaceAll(/\s/g, '');
}
