import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '../security/decorators.js';

/** Asked every few seconds by machines; a line for each would bury the others. */
const QUIET = /^\/(health\/|metrics)/;

/** One line for each request: who, what, how it ended and how long it took. No query, no header, no body. */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const path = pathOf(request);
    const level = reply.statusCode >= 500 ? 'warn' : QUIET.test(path) || !path.startsWith('/api/') ? 'debug' : 'info';
    const userId = (request as AuthenticatedRequest).principal?.userId;
    log[level](
      { requestId: request.id, ...(userId && { userId }), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      `${request.method} ${path}`,
    );
    done();
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}
