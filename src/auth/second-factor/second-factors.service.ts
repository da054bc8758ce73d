import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { renderSVG } from 'uqr';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Principal } from '../../core/security/principal.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import { Accounts } from '../../users/accounts.js';
import { PersonalData } from '../../users/personal-data.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import { SecurityNotices } from '../notices/security-notices.service.js';
import type { NoticeKind } from '../notices/notice-kind.js';
import { PasskeysRepository } from '../passkeys/passkeys.repository.js';
import { KnownDevicesRepository } from '../sign-in/known-devices.repository.js';
import { Sealing } from '../tokens/sealing.js';
import type { NewTotpDto, RecoveryCodesDto } from './dto/second-factor.dto.js';
import { FactorChecks } from './factor-checks.js';
import { RecoveryCodes } from './recovery-codes.js';
import { NoSecondFactor, TotpAlreadyOn, TotpNotFound } from './second-factor.errors.js';
import { type FactorCounts, SecondFactorsRepository } from './second-factors.repository.js';
import { base32Of, totpUri } from './totp.js';

/** As RFC 4226 recommends. */
const SECRET_BYTES = 20;

/** What people prove themselves with besides their password: set up, taken away, asked about. Told and on record. */
@Injectable()
export class SecondFactors implements OnModuleInit {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly devices: KnownDevicesRepository,
    private readonly checks: FactorChecks,
    private readonly codes: RecoveryCodes,
    private readonly accounts: Accounts,
    private readonly settings: OrganisationSettings,
    private readonly sealing: Sealing,
    private readonly notices: SecurityNotices,
    private readonly revocations: Revocations,
    private readonly personalData: PersonalData,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase(async (tx, userId) => void (await this.removeAll(tx, userId)));
  }

  /** What each of these people has. */
  async countsOf(userIds: readonly string[]): Promise<ReadonlyMap<string, FactorCounts>> {
    return new Map((await this.factors.counts(userIds)).map((counts) => [counts.userId, counts]));
  }

  /** Everybody who has a factor. */
  holders(): Promise<string[]> {
    return this.factors.holders();
  }

  /** A secret for an authenticator app, which is asked for once a code of it was confirmed. Throws TotpAlreadyOn. */
  async startTotp({ userId }: Principal): Promise<NewTotpDto> {
    const bytes = randomBytes(SECRET_BYTES);
    const issuer = (await this.settings.get(ORGANISATION_NAME)) ?? 'Parley';
    const { username } = await this.work.run(async (tx) => {
      const account = await this.accounts.lock(tx, userId);
      if ((await this.factors.secretOf(tx, userId))?.confirmedAt) throw new TotpAlreadyOn();
      const secret = this.sealing.seal(bytes.toString('base64url'), userId);
      await this.factors.saveSecret(tx, { userId, secret, createdAt: new Date(), confirmedAt: null, lastStep: 0 });
      return account;
    });
    const secret = base32Of(bytes);
    const uri = totpUri(secret, issuer, username);
    return { secret, uri, qr: renderSVG(uri, { ecc: 'M', border: 2 }) };
  }

  /** From now on its codes are asked for. Throws TotpNotFound, TotpAlreadyOn or WrongCode. */
  async confirmTotp(principal: Principal, code: string, client: ClientInfo): Promise<RecoveryCodesDto> {
    const { userId } = principal;
    return this.work.run(async (tx) => {
      await this.accounts.lock(tx, userId);
      const secret = await this.factors.secretOf(tx, userId);
      if (!secret) throw new TotpNotFound();
      if (secret.confirmedAt) throw new TotpAlreadyOn();
      await this.checks.takeCodeOf(tx, { ...secret, confirmedAt: new Date() }, code);
      const recoveryCodes = await this.makeCodes(tx, userId);
      await this.changed(tx, principal, 'factor_added', client);
      await this.audit.record(tx, { ...ofPerson(userId), action: 'second-factor.added', ...client });
      return { recoveryCodes };
    });
  }

  /** In a transaction of the caller's, who has locked the account and proved who asks. Throws TotpNotFound. */
  async removeTotp(tx: Tx, principal: Principal, client: ClientInfo): Promise<void> {
    const { userId } = principal;
    if (!(await this.factors.secretOf(tx, userId))?.confirmedAt) throw new TotpNotFound();
    await this.factors.deleteSecret(tx, userId);
    await this.dropUselessCodes(tx, userId);
    await this.changed(tx, principal, 'factor_removed', client);
    await this.audit.record(tx, { ...ofPerson(userId), action: 'second-factor.removed', ...client });
  }

  /** Ten new ones; the old are void. Throws NoSecondFactor. */
  async renewCodes(principal: Principal, client: ClientInfo): Promise<RecoveryCodesDto> {
    const { userId } = principal;
    return this.work.run(async (tx) => {
      await this.accounts.lock(tx, userId);
      if (!hasFactor(await this.factors.countsWithin(tx, userId))) throw new NoSecondFactor();
      await this.audit.record(tx, { ...ofPerson(userId), action: 'recovery-codes.renewed', ...client });
      return { recoveryCodes: await this.makeCodes(tx, userId) };
    });
  }

  /** Codes for somebody whose first factor this is; undefined for whoever has some. The account is locked. */
  async firstCodes(tx: Tx, userId: string): Promise<string[] | undefined> {
    const { recoveryCodesLeft } = await this.factors.countsWithin(tx, userId);
    return recoveryCodesLeft > 0 ? undefined : this.makeCodes(tx, userId);
  }

  /** Codes alone are no factor. */
  async dropUselessCodes(tx: Tx, userId: string): Promise<void> {
    if (!hasFactor(await this.factors.countsWithin(tx, userId))) await this.factors.deleteCodes(tx, userId);
  }

  /** What follows whenever somebody's factors are others: devices are asked again, tokens read anew, the person told. */
  async changed(tx: Tx, { userId, sessionId }: Principal, kind: NoticeKind, client: ClientInfo): Promise<void> {
    await this.challenges.deleteOf(tx, userId);
    await this.devices.endTrust(tx, userId);
    await this.notices.tell(tx, { kind, userId, sessionId, client });
    await this.revocations.record(tx, { kind: 'roles', userId });
  }

  /** All of somebody's; whoever takes them tells. False when there were none. */
  async removeAll(tx: Tx, userId: string): Promise<boolean> {
    const had = hasFactor(await this.factors.countsWithin(tx, userId));
    await this.factors.deleteSecret(tx, userId);
    await this.factors.deleteCodes(tx, userId);
    await this.passkeys.deleteOf(tx, userId);
    await this.challenges.deleteOf(tx, userId);
    await this.devices.endTrust(tx, userId);
    return had;
  }

  private async makeCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = this.codes.make();
    await this.factors.replaceCodes(
      tx,
      userId,
      codes.map((code) => this.codes.hashOf(userId, code)),
    );
    return codes;
  }
}

/** Whether somebody has to prove more than a password. */
export function hasFactor({ totpSince, passkeys }: Pick<FactorCounts, 'totpSince' | 'passkeys'>): boolean {
  return totpSince !== null || passkeys > 0;
}

function ofPerson(userId: string) {
  return { actorId: userId, targetType: 'user', targetId: userId };
}
