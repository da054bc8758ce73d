import { HttpErrorResponse } from '@angular/common/http';
import type { FieldErrorDto } from '../api/models/field-error-dto';

/** Why something did not work, in words for people and a code for decisions. */
export interface Problem {
  /** The server's code, `network` when no answer came, `unexpected` for a fault of this page. */
  readonly code: string;
  readonly title: string;
  /** One or two sentences that can be shown. */
  readonly detail: string;
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  readonly errors: readonly FieldErrorDto[];
  /** When it may be tried again, as far as the server said. */
  readonly retryAfterSeconds?: number;
  readonly requestId?: string;
  /** Why the session is over, where that is the problem. */
  readonly reason?: string;
}

/** Describes whatever a request threw. */
export function problemOf(thrown: unknown): Problem {
  const response = responseIn(thrown);
  if (!response) return unexpected(thrown);
  if (response.status === 0) return NO_ANSWER;
  const body = bodyOf(response);
  const retryAfter = Number(response.headers.get('Retry-After'));
  return {
    code: text(body['code']) ?? `http_${response.status}`,
    title: text(body['title']) ?? 'The server answered with an error',
    detail: text(body['detail']) ?? withoutDetail(response.status),
    status: response.status,
    errors: Array.isArray(body['errors']) ? body['errors'].filter(isFieldError) : [],
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    ...(text(body['requestId']) && { requestId: text(body['requestId']) }),
    ...(text(body['reason']) && { reason: text(body['reason']) }),
  };
}

/** True when the same request may well succeed later: no answer, overload, or a fault of the server. */
export function isTemporary(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

/** When to try again, in words: "in 40 seconds", "in 2 minutes". */
export function waitInWords(seconds: number): string {
  const [count, unit] = seconds < 60 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
}

const NO_ANSWER: Problem = {
  code: 'network',
  title: 'No connection',
  detail: 'The server cannot be reached. Check your connection and try again.',
  status: 0,
  errors: [],
};

/** Resources wrap what was thrown. */
function responseIn(thrown: unknown): HttpErrorResponse | undefined {
  if (thrown instanceof HttpErrorResponse) return thrown;
  return thrown instanceof Error && thrown.cause instanceof HttpErrorResponse ? thrown.cause : undefined;
}

/** A fault in our own code: the console gets it, people get a way on. */
function unexpected(thrown: unknown): Problem {
  reportError(thrown);
  const detail = 'Something went wrong on this page. Reload it and try again.';
  return { code: 'unexpected', title: 'Something went wrong', detail, status: 0, errors: [] };
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
  return status >= 500
    ? 'The server is not available right now. Try again in a moment.'
    : 'The server refused this request. Reload the page and try again.';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldError(value: unknown): value is FieldErrorDto {
  return typeof value === 'object' && value !== null && 'pointer' in value && 'detail' in value && 'code' in value;
}
