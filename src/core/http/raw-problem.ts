import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from '../database/id.js';
import type { DomainError } from '../errors/domain-error.js';
import { problemOf } from '../errors/problem.js';

/** Answers with a problem on a connection on which there is no request to reply to, lets go of it, and returns its request id. */
export function endWithProblem(stream: Duplex, error: DomainError): string {
  const requestId = newId();
  // The peer may be gone already; without a listener that would end the process.
  stream.on('error', () => undefined);
  // A peer that never closes its half would keep the connection for ever.
  stream.once('finish', () => stream.destroy());
  stream.end(rawProblem(error, requestId));
  return requestId;
}

function rawProblem(error: DomainError, requestId: string): string {
  const { status } = error.definition;
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
