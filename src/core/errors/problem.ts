import { HttpException } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import {
  InternalError,
  MalformedRequest,
  MethodNotAllowed,
  PayloadTooLarge,
  RouteNotFound,
  ServiceUnavailable,
  UnsupportedMediaType,
} from './request-problems.js';

/** RFC 9457 problem details as Parley answers them, over HTTP and in `error` frames. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId?: string;
  readonly [extension: string]: unknown;
}

/** Turns whatever was thrown into a DomainError; `undefined` means an unknown failure, to be logged. */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const status = statusOf(error);
  if (status === undefined) return passingFailure(error);
  switch (status) {
    case 404:
      return new RouteNotFound('There is no such address. See /api/docs for those that exist.');
    case 405:
      return new MethodNotAllowed('This address does not answer to that method.');
    case 413:
      return new PayloadTooLarge('The body of a request may have 256 kB, and 8 kB where nobody is signed in.');
    case 415:
      return new UnsupportedMediaType('Send the body as application/json.');
    case 503:
      return new ServiceUnavailable();
    default:
      return status >= 400 && status < 500
        ? new MalformedRequest('The address, the headers or the JSON of the request cannot be read.')
        : undefined;
  }
}

/** The answer for a DomainError. */
export function problemOf(error: DomainError, requestId?: string): Problem {
  const { code, status, title } = error.definition;
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail: error.detail,
    code,
    ...error.extensions,
    ...(requestId !== undefined && { requestId }),
  };
}

/** The answer for a failure that nobody foresaw: it says nothing of the inside. */
export function unknownProblem(requestId?: string): Problem {
  return problemOf(new InternalError('The failure was logged under this request id.'), requestId);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors (parser, router) carry a status; its 5xx are ours to log.
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

/** What the database cannot do now and may do later; nothing was done. */
function passingFailure(error: unknown): DomainError | undefined {
  if (isDiskFull(error))
    return new ServiceUnavailable('The server has no room left to write. Nothing was changed.', 30);
  return isDatabaseAway(error) ? new ServiceUnavailable() : undefined;
}

/** It may heal by itself, and nothing was done: who tries again later need not say anything of it. */
export function isPassing(error: unknown): boolean {
  return isDiskFull(error) || isDatabaseAway(error);
}

/** PostgreSQL could not make a file larger. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === '53100' || error.code === 'ENOSPC')) return true;
  return 'driverError' in error && error.driverError !== error && isDiskFull(error.driverError);
}

/** Of the network and of PostgreSQL: it is not there, cannot be reached, does not answer, starts or ends, or is full. */
const CONNECTION_FAILURES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'],
  ...['ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', '57P01', '57P02', '57P03', '53300'],
]);
/** What pg and its pool say without a code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered a connection error) and is not queryable)/;

/** The database is restarting or gone: nothing was done, and trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CONNECTION_FAILURES.has(code) || code.startsWith('08')) return true;
  if (CONNECTION_LOST.test(error.message)) return true;
  return 'driverError' in error && error.driverError !== error && isDatabaseAway(error.driverError);
}
