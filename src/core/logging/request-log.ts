import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Level, Logger } from 'pino';
import { loggablePath, plainPath } from '../http/loggable-path.js';
import type { AuthenticatedRequest } from '../security/decorators.js';

/** One line for each request: who, from where, what, how it ended and how long it took; never its query, headers or body. */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request: AuthenticatedRequest, reply, done) => {
    const path = loggablePath(request);
    const fields = {
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      requestId: request.id,
      ip: request.ip,
      userId: request.principal?.userId,
    };
    log[levelOf(request.routeOptions.url, reply.statusCode)](
      fields,
      `${fields.method} ${path} ${fields.status} ${fields.ms} ms`,
    );
    done();
  });
}

/** The same for a request that was refused before the router saw it. */
export function logRefused(
  log: Logger,
  { method, url = '' }: IncomingMessage,
  refusal: { readonly status: number; readonly ip: string; readonly requestId: string },
): void {
  const path = plainPath(url);
  log.info({ method, path, ...refusal }, `${method} ${path} ${refusal.status}`);
}

/** What machines ask every few seconds, and the files of the client, would drown what people do. */
function levelOf(route: string | undefined, status: number): Level {
  if (status >= 500) return 'warn';
  return route?.startsWith('/api/v1/') || status >= 400 ? 'info' : 'debug';
}
