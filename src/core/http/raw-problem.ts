import { STATUS_CODES } from 'node:http';
import { newId } from '../database/id.js';
import type { DomainError } from '../errors/domain-error.js';
import { problemOf } from '../errors/problem.js';

/** The whole HTTP answer for a problem, for connections on which there is no request to reply to. */
export function rawProblem(error: DomainError): string {
  const { status } = error.definition;
  const requestId = newId();
  const body = JSON.stringify(problemOf(error, requestId));
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': requestId,
    ...error.headers,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
