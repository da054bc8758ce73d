import { defineProblem } from '../core/errors/domain-error.js';
import { Stale } from '../core/errors/request-problems.js';

/** Staff administer those who are neither staff nor superusers; superusers administer everybody. */
export class AccountProtected extends defineProblem(
  'account_protected',
  403,
  'Only an organisation owner may do this',
) {
  constructor() {
    super('This account belongs to an admin or owner of the organisation. Ask an organisation owner.');
  }
}

/** Only superusers make staff and superusers, and take it back. */
export class RoleGrantDenied extends defineProblem('role_grant_denied', 403, 'Only an organisation owner may do this') {
  constructor(field: string) {
    const detail = 'Only an organisation owner makes others admins or owners.';
    super(detail, { errors: [{ pointer: `/${field}`, code: 'role_grant_denied', detail }] });
  }
}

/** There must always be somebody who can do everything. */
export class LastSuperuser extends defineProblem('last_superuser', 409, 'This is the last organisation owner') {
  constructor() {
    super('Make someone else an organisation owner first.');
  }
}

/** Nobody shuts themselves out. */
export class OwnDeactivation extends defineProblem('own_deactivation', 409, 'You cannot deactivate yourself') {
  constructor() {
    super('Ask another administrator to deactivate your account.');
  }
}

/** Somebody who is deactivated cannot sign in, whatever their password. */
export class AccountInactive extends defineProblem('account_inactive', 409, 'The account is deactivated') {
  constructor() {
    super('This account is deactivated. Reactivate it first.');
  }
}

/** One's own password is changed by knowing it. */
export class OwnPasswordLink extends defineProblem('own_password_link', 409, 'This is your own account') {
  constructor() {
    super('Change your own password in your settings, or ask another administrator for a link.');
  }
}

/** One's own is removed by having it. */
export class OwnFactorReset extends defineProblem('own_factor_reset', 409, 'This is your own account') {
  constructor() {
    super('Remove your own second factor in your settings, or ask another administrator to reset it.');
  }
}

/** What was taken away is not given back: there is nobody any more whose account it could be. */
export class AccountAnonymised extends defineProblem('account_anonymised', 409, 'The account was anonymised') {
  constructor() {
    super('The name was taken from this account for good. Make a new account for the person.');
  }
}

/** Nobody does it to themselves by mistake. */
export class OwnAnonymisation extends defineProblem('own_anonymisation', 409, 'You cannot anonymise yourself') {
  constructor() {
    super('Ask another administrator to anonymise your account.');
  }
}

/** The username that was typed is not that of the account. */
export class NotConfirmed extends defineProblem('not_confirmed', 400, 'The username does not match') {
  constructor() {
    const detail = 'Type the username of the account to confirm.';
    super(detail, { errors: [{ pointer: '/confirm', code: 'not_confirmed', detail }] });
  }
}

/** Somebody else changed a setting since the version that was named. */
export class SettingsStale extends Stale {
  constructor(current: object) {
    super(
      'Somebody else changed these settings since you opened them. See what they are now, then change them again.',
      current,
    );
  }
}

/** The change is not on record, or is no change of a setting. */
export class SettingChangeNotFound extends defineProblem('setting_change_not_found', 404, 'Change not found') {
  constructor() {
    super('There is no such change of a setting.');
  }
}

/** What the setting was before it cannot be any more. */
export class NotRestorable extends defineProblem('not_restorable', 409, 'The change cannot be undone') {
  constructor() {
    super('What the setting was before is not on record, or is no longer possible. Choose a value yourself.');
  }
}
