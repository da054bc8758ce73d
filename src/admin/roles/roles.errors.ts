import { defineProblem } from '../../core/errors/domain-error.js';
import { Stale } from '../../core/errors/request-problems.js';
import type { RoleDto } from './dto/role.dto.js';
import { MAX_ROLES } from './roles.limits.js';

export class RoleNotFound extends defineProblem('role_not_found', 404, 'There is no such role') {
  constructor() {
    super('There is no such role, or it was deleted.');
  }
}

/** What comes with Parley is what it is. */
export class RoleBuiltIn extends defineProblem('role_built_in', 409, 'This role comes with Parley') {
  constructor(detail = 'This role comes with Parley. Make one of your own instead.') {
    super(detail);
  }
}

/** Nor is a role called like one that comes with Parley: who reads either would take it for the other. */
export class RoleKeyTaken extends defineProblem('role_key_taken', 409, 'There is a role with this key or name') {
  constructor(field: 'key' | 'name' = 'key') {
    const detail =
      field === 'key'
        ? 'There is a role with this key already. Choose another.'
        : 'A role that comes with Parley has this name. Choose another.';
    super(detail, { errors: [{ pointer: `/${field}`, code: 'role_key_taken', detail }] });
  }
}

export class TooManyRoles extends defineProblem('too_many_roles', 409, 'There are too many roles') {
  constructor() {
    super(`There can be ${MAX_ROLES} roles. Delete one that nobody needs.`);
  }
}

/** Nobody gives, or takes, what they do not hold. */
export class PermissionNotHeld extends defineProblem(
  'permission_not_held',
  403,
  'You can give and take only what you may do yourself',
) {
  constructor(permissions: readonly string[], pointer?: string) {
    const detail = `You do not have: ${permissions.join(', ')}. Ask somebody who does.`;
    const errors = pointer === undefined ? undefined : [{ pointer, code: 'permission_not_held', detail }];
    super(detail, { missing: permissions, ...(errors && { errors }) });
  }
}

/** Somebody else changed it meanwhile. */
export class RoleStale extends Stale {
  constructor(current: RoleDto) {
    super('Somebody else changed this role since you opened it. See what it is now, then change it again.', current);
  }
}
