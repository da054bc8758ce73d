import { HttpErrorResponse } from '@angular/common/http';
import type { FieldErrorDto } from '../api/models/field-error-dto';
import { problemText, t } from './words/words';

/** Why something did not work, in words for people and a code for decisions. */
export interface Problem {
  /** The server's code, `network` when no answer came, `unexpected` for a fault of this page. */
  readonly code: string;
  /** One or two sentences that can be shown, in the language of the page. */
  readonly detail: string;
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  readonly errors: readonly FieldErrorDto[];
  /** When it may be tried again, as far as the server said. */
  readonly retryAfterSeconds?: number;
  readonly requestId?: string;
  /** Why the session is over, where that is the problem. */
  readonly reason?: string;
  /** The names of the permissions that are missing, where that is the problem. */
  readonly missing?: readonly string[];
  /** How somebody can prove who they are, where that is the problem. */
  readonly methods?: readonly ProofMethod[];
}

/** What somebody proves with who they are. */
export type ProofMethod = (typeof PROOF_METHODS)[number];
const PROOF_METHODS = ['password', 'totp', 'passkey', 'recovery'] as const;

/** What a sign-in asks besides the password. */
export interface AskedFactor {
  /** Good for five minutes and five tries. */
  readonly challenge: string;
  readonly methods: readonly ProofMethod[];
  /** As WebAuthn writes them, where a passkey is among the methods. */
  readonly passkeyOptions?: object;
}

/** What is asked besides the password, where a sign-in was answered so. */
export function askedFactorIn(thrown: unknown): AskedFactor | undefined {
  const response = responseIn(thrown);
  const body = response ? bodyOf(response) : {};
  const { code, challenge, methods, passkeyOptions } = body;
  if (code !== 'second_factor_required' || typeof challenge !== 'string') return undefined;
  const isAsked = typeof passkeyOptions === 'object' && passkeyOptions !== null;
  return { challenge, methods: proofMethodsIn(methods), ...(isAsked && { passkeyOptions }) };
}

/**
 * Describes whatever a request threw. Its words are made when they are read: a page that has none yet decides by the code whether it
 * is offline.
 */
export function problemOf(thrown: unknown): Problem {
  const response = responseIn(thrown);
  if (!response) return unexpected(thrown);
  if (response.status === 0) {
    return {
      ...{ code: 'network', status: 0, errors: [] },
      get detail() {
        return t('problem.network');
      },
    };
  }
  const body = bodyOf(response);
  const retryAfter = Number(response.headers.get('Retry-After'));
  const code = text(body['code']) ?? `http_${response.status}`;
  const errors = Array.isArray(body['errors']) ? body['errors'].filter(isFieldError).map(inOurWords) : [];
  const ofFields = errors.map(({ detail }) => detail).join(' ');
  return {
    code,
    get detail() {
      return problemText(code) ?? (ofFields || text(body['detail']) || withoutDetail(response.status));
    },
    status: response.status,
    errors,
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    ...(text(body['requestId']) && { requestId: text(body['requestId']) }),
    ...(text(body['reason']) && { reason: text(body['reason']) }),
    ...(Array.isArray(body['missing']) && { missing: body['missing'].filter((name) => typeof name === 'string') }),
    ...(Array.isArray(body['methods']) && { methods: proofMethodsIn(body['methods']) }),
  };
}

/** True when the same request may well succeed later: no answer, overload, or a fault of the server. */
export function isTemporary(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

/** What is wrong in the language of the page; codes that this version does not know are left to the server's own words. */
export function detailOf(code: string, detail: string): string {
  return problemText(code) ?? detail;
}

function inOurWords(error: FieldErrorDto): FieldErrorDto {
  return { ...error, detail: detailOf(error.code, error.detail) };
}

/** Resources wrap what was thrown. */
function responseIn(thrown: unknown): HttpErrorResponse | undefined {
  if (thrown instanceof HttpErrorResponse) return thrown;
  return thrown instanceof Error && thrown.cause instanceof HttpErrorResponse ? thrown.cause : undefined;
}

/** A fault in our own code: the console gets it, people get a way on. */
function unexpected(thrown: unknown): Problem {
  reportError(thrown);
  return { code: 'unexpected', detail: t('problem.unexpected'), status: 0, errors: [] };
}

/** Where success has no body, Angular hands over the text of a refusal as it came. */
function bodyOf({ error }: HttpErrorResponse): Record<string, unknown> {
  const body: unknown = typeof error === 'string' ? parsed(error) : error;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}

/** A proxy in between answers without our words. */
function withoutDetail(status: number): string {
  return t(status >= 500 ? 'problem.serverAway' : 'problem.refused');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A method that this version does not know cannot be offered. */
function proofMethodsIn(value: unknown): ProofMethod[] {
  return PROOF_METHODS.filter((method) => Array.isArray(value) && value.includes(method));
}

function isFieldError(value: unknown): value is FieldErrorDto {
  return typeof value === 'object' && value !== null && 'pointer' in value && 'detail' in value && 'code' in value;
}
