import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { SettingChecks } from '../../core/organisation/setting-checks.js';
import type { Principal } from '../../core/security/principal.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import { PersonalData } from '../../users/personal-data.js';
import type { SecondFactorDto } from './dto/second-factor.dto.js';
import { SecondFactorDutiesRepository } from './second-factor-duties.repository.js';
import { SECOND_FACTOR_GRACE_DAYS, SECOND_FACTOR_REQUIRED_ROLES } from './second-factor-settings.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { hasFactor } from './second-factors.service.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Everybody's tokens are read anew; whose they are says nothing. */
const EVERYBODY = '00000000-0000-0000-0000-000000000000';

declare module '../../core/security/revocations/revocation.js' {
  interface RevocationKinds {
    /** A second factor is asked of others than before: what is remembered of everybody's tokens is out of date. */
    'factor-policy': object;
  }
}

type Flags = Pick<Principal, 'isStaff' | 'isSuperuser'>;
type RolesOf = (userId: string, flags: Flags) => Promise<readonly string[]>;

/** Of whom the organisation asks a second factor, and until when they may go on without. */
@Injectable()
export class SecondFactorPolicy implements OnModuleInit {
  private rolesOf: RolesOf = (_, flags) => Promise.resolve(flagRoles(flags));

  constructor(
    private readonly settings: OrganisationSettings,
    private readonly checks: SettingChecks,
    private readonly factors: SecondFactorsRepository,
    private readonly duties: SecondFactorDutiesRepository,
    private readonly revocations: Revocations,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.duties.endWithin(tx, userId));
    this.checks.on(SECOND_FACTOR_REQUIRED_ROLES, async (tx, after) => {
      if (after.length === 0) await this.duties.endAll(tx);
      await this.revocations.record(tx, { kind: 'factor-policy', userId: EVERYBODY });
    });
    this.checks.on(SECOND_FACTOR_GRACE_DAYS, async (tx) => {
      await this.revocations.record(tx, { kind: 'factor-policy', userId: EVERYBODY });
    });
  }

  /** Whoever keeps the roles says which somebody has. To be called in `onModuleInit`. */
  readRolesBy(rolesOf: RolesOf): void {
    this.rolesOf = rolesOf;
  }

  /** From when on this person can do nothing but set a factor up; undefined for who has one, or of whom none is asked. */
  async dueAt(userId: string, flags: Flags): Promise<Date | undefined> {
    const required = await this.settings.get(SECOND_FACTOR_REQUIRED_ROLES);
    if (required.length === 0) return undefined;
    const [roles, [counts]] = await Promise.all([this.rolesOf(userId, flags), this.factors.counts([userId])]);
    if (!roles.some((role) => required.includes(role))) {
      await this.duties.end(userId);
      return undefined;
    }
    // Its time goes on: who takes their factor off again has no more of it than before.
    if (counts && hasFactor(counts)) return undefined;
    const [since, days] = await Promise.all([this.duties.since(userId), this.settings.get(SECOND_FACTOR_GRACE_DAYS)]);
    return new Date(since.getTime() + days * DAY_MS);
  }

  /** What somebody has, and whether they must have it. */
  async describe(principal: Principal): Promise<SecondFactorDto> {
    const { userId } = principal;
    const [required, roles, [counts], dueAt] = await Promise.all([
      this.settings.get(SECOND_FACTOR_REQUIRED_ROLES),
      this.rolesOf(userId, principal),
      this.factors.counts([userId]),
      this.dueAt(userId, principal),
    ]);
    return {
      totp: counts?.totpSince ? { since: counts.totpSince } : null,
      recoveryCodesLeft: counts?.recoveryCodesLeft ?? 0,
      passkeys: counts?.passkeys ?? 0,
      required: roles.some((role) => required.includes(role)),
      requiredBy: dueAt ?? null,
    };
  }
}

function flagRoles({ isStaff, isSuperuser }: Flags): string[] {
  return ['member', ...(isStaff ? ['staff'] : []), ...(isSuperuser ? ['superuser'] : [])];
}
