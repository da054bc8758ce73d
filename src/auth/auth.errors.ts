import type { SessionEndReason } from '../core/security/revocations/session-end-reason.js';
import { defineProblem } from '../core/errors/domain-error.js';
import { ValidationFailed } from '../core/errors/request-problems.js';

/** Wrong password, unknown name and deactivated account alike. */
export class InvalidCredentials extends defineProblem('invalid_credentials', 401, 'Wrong username or password') {
  constructor() {
    super('Wrong username or password. Check both and try again.');
  }
}

/** The refresh token is wrong, used up or its session has ended. */
export class SessionEnded extends defineProblem('session_ended', 401, 'The session has ended') {
  constructor(readonly reason?: SessionEndReason) {
    super('This session has ended. Sign in again.', reason === undefined ? {} : { reason });
  }
}

/** No such session, or somebody else's. */
export class SessionNotFound extends defineProblem('session_not_found', 404, 'There is no such session') {
  constructor() {
    super('You have no open session with this id.');
  }
}

/** The password given as proof is not the account's. */
export class WrongPassword extends defineProblem('wrong_password', 403, 'The current password is wrong') {
  constructor(pointer = '/currentPassword') {
    const detail = 'This is not your current password.';
    super(detail, { errors: [{ pointer, code: 'wrong_password', detail }] });
  }
}

/** Shorter than the organisation lets passwords be. */
export class PasswordTooShort extends ValidationFailed {
  constructor(pointer: string, shortest: number) {
    super([{ pointer, code: 'invalid_length', detail: `The password must have at least ${shortest} characters.` }]);
  }
}

/** The chosen password would be guessed soon; `weakness` says why. */
export class PasswordTooCommon extends defineProblem('password_too_common', 400, 'The password is too easy to guess') {
  constructor(pointer: string, weakness: string) {
    const detail = `${weakness} Choose a longer password, such as three words that do not belong together.`;
    super(detail, { errors: [{ pointer, code: 'password_too_common', detail }] });
  }
}

/** The link was used, has expired or was replaced, or whoever made it may not act on the account any more. */
export class PasswordLinkInvalid extends defineProblem('password_link_invalid', 404, 'The link is no longer valid') {
  constructor() {
    super('This link was used or has expired. Ask for a new one.');
  }
}

/** There is no mail server, or it is not known which address links begin with. */
export class MailIsOff extends defineProblem('mail_off', 409, 'This server sends no mail') {
  constructor(wayOut = 'Ask an administrator for a password link.') {
    super(`This server sends no mail. ${wayOut}`);
  }
}

/** There are accounts already, so there is nothing to set up. */
export class AlreadySetUp extends defineProblem('already_set_up', 409, 'Parley is set up already') {
  constructor() {
    super('There are accounts already. Sign in, or ask an administrator for an account.');
  }
}

/** Not the token of the link that this server printed when it started. */
export class SetupTokenInvalid extends defineProblem('setup_token_invalid', 403, 'The set-up link is not valid') {
  constructor() {
    super('This set-up link does not work. Run `npm run link` on the server and open the link it prints.');
  }
}

/** Accounts are made by administrators, or with an invitation. */
export class RegistrationClosed extends defineProblem('registration_closed', 403, 'Registration is not open') {
  constructor(detail: string) {
    super(detail);
  }
}

/** No such invitation. */
export class InviteNotFound extends defineProblem('invite_not_found', 404, 'There is no such invitation') {
  constructor() {
    super('This invitation does not exist. Check the link, or ask for a new one.');
  }
}

/** Everybody whom the invitation was for has come in. */
export class InviteUsed extends defineProblem('invite_used', 404, 'The invitation was used') {
  constructor() {
    super('This invitation was used already. Sign in if it was you, or ask for a new one.');
  }
}

/** The time of the invitation is over. */
export class InviteExpired extends defineProblem('invite_expired', 404, 'The invitation has expired') {
  constructor() {
    super('This invitation has expired. Ask for a new one.');
  }
}

/** It was taken back, or whoever made it may not invite any more. */
export class InviteWithdrawn extends defineProblem('invite_withdrawn', 404, 'The invitation was withdrawn') {
  constructor() {
    super('This invitation was withdrawn. Ask for a new one.');
  }
}

/** The invitation cannot be used for this account. */
export class InviteInvalid extends defineProblem('invite_invalid', 403, 'The invitation is not valid') {
  constructor(detail = 'This invitation does not exist. Check the link, or ask for a new one.') {
    super(detail, { errors: [{ pointer: '/inviteToken', code: 'invite_invalid', detail }] });
  }
}
