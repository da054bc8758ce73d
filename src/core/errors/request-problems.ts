import { defineProblem } from './domain-error.js';

/** One wrong field of a request. `pointer` is a JSON pointer into the body, or `/name` of a parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Whoever sends more wrong fields is told of the first ones: an answer is never larger than it helps. */
export const MAX_ERRORS = 20;

/** Fields were missing, unknown, of the wrong type or out of bounds. */
export class ValidationFailed extends defineProblem('validation_failed', 400, 'The request is not valid') {
  readonly errors: readonly FieldError[];

  constructor(all: readonly FieldError[]) {
    const errors = all.slice(0, MAX_ERRORS);
    super([...new Set(errors.map((error) => error.detail))].join(' '), { errors });
    this.errors = errors;
  }

  /** One wrong field. */
  static at(pointer: string, code: string, detail: string): ValidationFailed {
    return new ValidationFailed([{ pointer, code, detail }]);
  }
}

/** Nothing can be asked for yesterday. */
export class InThePast extends defineProblem('in_the_past', 400, 'That time is over') {
  constructor(pointer: string) {
    const detail = 'Choose a time in the future.';
    super(detail, { errors: [{ pointer, code: 'in_the_past', detail }] });
  }
}

/** A text holds NUL or half a surrogate pair, which PostgreSQL and JSON readers cannot keep, or nothing to see. */
export class InvalidText extends defineProblem('invalid_text', 400, 'The text is not valid') {
  constructor(pointers: readonly string[], detail = 'Remove the NUL character or the unpaired surrogate.') {
    super(detail, {
      errors: pointers.slice(0, MAX_ERRORS).map((pointer) => ({ pointer, code: 'invalid_text', detail })),
    });
  }
}

export class MalformedRequest extends defineProblem('malformed_request', 400, 'The request cannot be read') {}

/** Read, but refused before anything walks through it. */
export class NestedTooDeeply extends MalformedRequest {
  constructor(levels: number) {
    super(`The JSON may have at most ${levels} levels of objects and arrays.`);
  }
}

/** Read as far as its limits, and refused before it is parsed. */
export class TooManyFields extends MalformedRequest {
  constructor(fields: number, values: number) {
    super(`The JSON may have at most ${fields} fields and ${values} values.`);
  }
}

export class PayloadTooLarge extends defineProblem('payload_too_large', 413, 'The request is too large') {}
export class UnsupportedMediaType extends defineProblem('unsupported_media_type', 415, 'Unsupported content type') {}
export class RouteNotFound extends defineProblem('route_not_found', 404, 'There is nothing here') {}
export class MethodNotAllowed extends defineProblem('method_not_allowed', 405, 'That method is not allowed here') {}
export class InternalError extends defineProblem('internal_error', 500, 'Something went wrong') {}

/** Nobody is signed in, or no longer. */
export class Unauthenticated extends defineProblem('unauthenticated', 401, 'Sign in first') {
  constructor(detail = 'Sign in, then send the access token as a bearer token.') {
    super(detail, {}, { 'WWW-Authenticate': 'Bearer' });
  }
}

/** The caller may know that it exists, but may not do it. */
export class PermissionDenied extends defineProblem('permission_denied', 403, 'You are not allowed to do this') {}

/** The organisation asks for a second factor, and the time to set one up is over. */
export class SecondFactorSetupRequired extends defineProblem(
  'second_factor_setup_required',
  403,
  'Set up a second factor first',
) {
  constructor() {
    super('Your organisation asks for a second factor. Set up an authenticator app or a passkey, then go on.');
  }
}

/** Somebody else changed it meanwhile; the answer carries what it is now as `current`. Nothing was done. */
export class Stale extends defineProblem('stale', 409, 'Somebody else changed this meanwhile') {
  constructor(detail: string, current: object) {
    super(detail, { current });
  }
}

/** Asked too often; `retryAfterSeconds` says when to come back. */
export class RateLimited extends defineProblem('rate_limited', 429, 'Too many requests') {
  constructor(detail: string, retryAfterSeconds: number, headers: Readonly<Record<string, string>> = {}) {
    super(detail, {}, { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))), ...headers });
  }
}

/** The server has too much to do, or a part of it is away; nothing was done. */
export class ServiceUnavailable extends defineProblem('service_unavailable', 503, 'Try again in a moment') {
  constructor(detail = 'The server has too much to do right now. Nothing was changed.', retryAfterSeconds = 1) {
    super(detail, {}, { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) });
  }
}
