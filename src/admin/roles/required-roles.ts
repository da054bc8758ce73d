import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SECOND_FACTOR_REQUIRED_ROLES } from '../../auth/second-factor/second-factor-settings.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { SettingChecks } from '../../core/organisation/setting-checks.js';
import { RolesRepository } from './roles.repository.js';

/** Sees to it that a second factor is asked of roles that exist: of one misspelt nobody would ever be asked. */
@Injectable()
export class RequiredRoles implements OnModuleInit {
  constructor(
    private readonly checks: SettingChecks,
    private readonly roles: RolesRepository,
  ) {}

  onModuleInit(): void {
    this.checks.on(SECOND_FACTOR_REQUIRED_ROLES, (tx, after, before) => this.requireKnown(tx, after, before));
  }

  /** What was chosen before may stay, whatever became of it. */
  private async requireKnown(tx: Tx, after: readonly string[], before: readonly string[]): Promise<void> {
    const known = new Set(await this.roles.keysAmong(tx, after));
    const errors = after.flatMap((key, n) => {
      if (before.includes(key) || known.has(key)) return [];
      const detail = `There is no role with the key "${key}".`;
      return [{ pointer: `/${SECOND_FACTOR_REQUIRED_ROLES.key}/${n}`, code: 'role_not_found', detail }];
    });
    if (errors.length > 0) throw new ValidationFailed(errors);
  }
}
