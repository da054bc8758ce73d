import { defineProblem } from '../../core/errors/domain-error.js';

/** How somebody can answer the second step of a sign-in. */
export const FACTOR_METHODS = ['totp', 'recovery', 'passkey'] as const;
export type FactorMethod = (typeof FACTOR_METHODS)[number];

interface Asked {
  readonly challenge: string;
  readonly methods: readonly FactorMethod[];
  readonly passkeyOptions?: object;
}

/** The password is right, and is not enough. */
export class SecondFactorRequired extends defineProblem('second_factor_required', 401, 'A second factor is needed') {
  constructor(asked: Asked) {
    super('Answer the challenge with a code of your authenticator app, a recovery code or a passkey.', { ...asked });
  }
}

/** Not the code of now, or one that was taken already; or the passkey did not sign. */
export class WrongCode extends defineProblem('wrong_code', 401, 'The code is wrong') {
  constructor(pointer = '/code') {
    const detail = 'This code is wrong or was used already. Wait for the next one and try again.';
    super(detail, { errors: [{ pointer, code: 'wrong_code', detail }] });
  }
}

/** Five minutes are over, or five tries. */
export class ChallengeExpired extends defineProblem('challenge_expired', 401, 'The time to answer is over') {
  constructor() {
    super('This took too long or too many tries. Begin again.');
  }
}

/** There is one already. */
export class TotpAlreadyOn extends defineProblem('totp_already_on', 409, 'There is an authenticator app already') {
  constructor() {
    super('Remove the authenticator app that you have first.');
  }
}

/** Nothing was begun, or nothing is there to remove. */
export class TotpNotFound extends defineProblem('totp_not_found', 404, 'There is no authenticator app') {
  constructor() {
    super('No authenticator app is being set up or in use.');
  }
}

/** Recovery codes stand in for a factor. */
export class NoSecondFactor extends defineProblem('no_second_factor', 409, 'There is no second factor') {
  constructor() {
    super('Set up an authenticator app or a passkey first.');
  }
}

/** The server does not know which address it is reached at. */
export class PasskeysOff extends defineProblem('passkeys_off', 409, 'This server has no passkeys') {
  constructor() {
    super('Passkeys need PUBLIC_URL to name the address of this server. Ask whoever runs it.');
  }
}

/** No such passkey, or somebody else's. */
export class PasskeyNotFound extends defineProblem('passkey_not_found', 404, 'There is no such passkey') {
  constructor() {
    super('You have no passkey with this id.');
  }
}

/** What the browser sent is not a passkey that was made for this page just now. */
export class PasskeyRefused extends defineProblem('passkey_refused', 400, 'The passkey cannot be used') {
  constructor() {
    const detail = 'This passkey was not made for this page just now. Try again.';
    super(detail, { errors: [{ pointer: '/response', code: 'passkey_refused', detail }] });
  }
}

/** Nobody has so many devices. */
export class TooManyPasskeys extends defineProblem('too_many_passkeys', 409, 'There are too many passkeys') {
  constructor() {
    super('Remove a passkey that you do not use any more first.');
  }
}
