import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import {
  ChallengeExpired,
  PasskeyNotFound,
  PasskeyRefused,
  TooManyPasskeys,
} from '../second-factor/second-factor.errors.js';
import { SecondFactors } from '../second-factor/second-factors.service.js';
import type {
  AddPasskeyDto,
  AddedPasskeyDto,
  PasskeyDto,
  PasskeyListDto,
  PasskeyOptionsDto,
} from './dto/passkeys.dto.js';
import type { Passkey } from './passkey.entity.js';
import { MAX_PASSKEYS } from './passkeys.limits.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { WebAuthn } from './web-authn.js';

/** One's own passkeys. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly challenges: ChallengesRepository,
    private readonly factors: SecondFactors,
    private readonly webAuthn: WebAuthn,
    private readonly accounts: Accounts,
    private readonly settings: OrganisationSettings,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  async list({ userId }: Principal): Promise<PasskeyListDto> {
    return { items: (await this.passkeys.of(userId)).map(passkeyDto), nextCursor: null };
  }

  /** Throws PasskeysOff. */
  async options({ userId, sessionId }: Principal): Promise<PasskeyOptionsDto> {
    const name = (await this.settings.get(ORGANISATION_NAME)) ?? 'Parley';
    const [account, present] = await Promise.all([this.accounts.get(userId), this.passkeys.of(userId)]);
    const options = await this.webAuthn.registrationOptions(account, name, present);
    const asked = { purpose: 'register', userId, sessionId, passkeyChallenge: options.challenge } as const;
    return { challenge: await this.work.run((tx) => this.challenges.open(tx, asked)), options };
  }

  /** Throws PasskeysOff, ChallengeExpired, PasskeyRefused or TooManyPasskeys. */
  async add(principal: Principal, dto: AddPasskeyDto, client: ClientInfo): Promise<AddedPasskeyDto> {
    const { userId, sessionId } = principal;
    const challenge = await this.challenges.try(dto.challenge, 'register');
    if (challenge?.sessionId !== sessionId) throw new ChallengeExpired();
    const credential = await this.webAuthn.verifyRegistration(dto.response, challenge.passkeyChallenge ?? '');
    if (!credential) throw new PasskeyRefused();
    return this.work.run(async (tx) => {
      await this.accounts.lock(tx, userId);
      if (!(await this.challenges.close(tx, challenge))) throw new ChallengeExpired();
      if ((await this.passkeys.count(tx, userId)) >= MAX_PASSKEYS) throw new TooManyPasskeys();
      if (await this.passkeys.lockByCredential(tx, credential.credentialId)) throw new PasskeyRefused();
      const made = { id: newId(), userId, name: dto.name, createdAt: new Date(), lastUsedAt: null, ...credential };
      await this.passkeys.insert(tx, made);
      const recoveryCodes = await this.factors.firstCodes(tx, userId);
      await this.factors.changed(tx, principal, 'passkey_added', client);
      await this.record(tx, made, client, { action: 'passkey.added', after: { name: dto.name } });
      return { ...passkeyDto(made), ...(recoveryCodes && { recoveryCodes }) };
    });
  }

  /** Throws PasskeyNotFound. */
  async rename({ userId }: Principal, id: string, name: string): Promise<void> {
    const isMine = await this.work.run((tx) => this.passkeys.rename(tx, userId, id, name));
    if (!isMine) throw new PasskeyNotFound();
  }

  /** Throws PasskeyNotFound. */
  async remove(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    const { userId } = principal;
    await this.work.run(async (tx) => {
      await this.accounts.lock(tx, userId);
      if (!(await this.passkeys.delete(tx, userId, id))) throw new PasskeyNotFound();
      await this.factors.dropUselessCodes(tx, userId);
      await this.factors.changed(tx, principal, 'passkey_removed', client);
      await this.record(tx, { id, userId }, client, { action: 'passkey.removed' });
    });
  }

  private record(
    tx: Tx,
    { id, userId }: Pick<Passkey, 'id' | 'userId'>,
    client: ClientInfo,
    act: { readonly action: string; readonly after?: object },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: userId, targetType: 'passkey', targetId: id, ...act, ...client });
  }
}

function passkeyDto({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyDto {
  return { id, name, createdAt, lastUsedAt };
}
