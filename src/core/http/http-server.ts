import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Settings } from '../../config/settings.js';
import { asDomainError, type Problem, problemOf, unknownProblem } from '../errors/problem.js';
import { MalformedRequest } from '../errors/request-problems.js';
import { logRefused } from '../logging/request-log.js';
import { BODY_LIMIT_OF_STRANGERS } from '../security/request-admission.js';
import { proxyTrust } from './client-address.js';
import { refuseForbiddenKeysIn } from './forbidden-keys.js';
import { checkJson, USUAL_LIMITS } from './json-limits.js';
import { endWithProblem } from './raw-problem.js';

/** How requests are read. */
export function httpOptions({ trustProxy }: Pick<Settings, 'trustProxy'>, log: Logger) {
  return {
    bodyLimit: BODY_LIMIT_OF_STRANGERS,
    trustProxy: proxyTrust(trustProxy),
    genReqId: () => randomUUID(),
    // See limitBodyTimes.
    requestTimeout: 0,
    // Longer than load balancers keep idle connections, so that they, not we, end them.
    keepAliveTimeout: 75_000,
    // While shutting down, a request on an open connection is answered like any other.
    return503OnClosing: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const status = answerFrameworkError(error, request, reply);
      logRefused(log, request.raw, { status, ip: request.ip, requestId: request.id });
    },
    clientErrorHandler: answerClientError,
    http: { shouldUpgradeCallback: asksForWebSocket },
  };
}

/** NestJS and Fastify would read forms and plain text too: a page of another site could then send requests. */
export function parseOnlyJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // A DELETE or a logout may announce JSON and send nothing.
    if (body === '') return done(null, undefined);
    const { bodyFields = 0 } = request.routeOptions.config;
    checkJson(body, {
      fields: Math.max(USUAL_LIMITS.fields, bodyFields),
      values: Math.max(USUAL_LIMITS.values, bodyFields),
    });
    void parse(request, body, (error, value) => {
      if (error) refuseForbiddenKeysIn(body);
      done(error, value);
    });
  });
}

/** Every answer carries the id under which the log knows its request; what the API says is not cached. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // By the route, not by how the address was spelt.
    const route = request.routeOptions.url;
    if (route === undefined || route.startsWith('/api/v1/')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/** RFC 9110 lets a server pass over an expectation that it does not know; Node would answer 417 without a body. */
export function passOverExpectations(fastify: FastifyInstance): void {
  fastify.server.on('checkExpectation', (request, response) => fastify.routing(request, response));
}

/** Answers what is refused before any route is found, such as an address that cannot be decoded. */
function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): number {
  const known = asDomainError(error);
  const problem: Problem = known ? problemOf(known, request.id) : unknownProblem(request.id);
  void reply
    .status(problem.status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', ...known?.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
  return problem.status;
}

/** Bytes that never became a request: no HTTP, a head that is too long, or one that does not end. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return;
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'The address and the headers of a request may have 16 kB together.'
      : 'This is not an HTTP request.';
  endWithProblem(socket, new MalformedRequest(detail));
}

/** Every other upgrade is passed over, as RFC 9110 lets a server do: the request is answered like one without it. */
function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && !hasBody;
}
