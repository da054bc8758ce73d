import type { FastifyInstance } from 'fastify';
import type { Level, Logger } from 'pino';
import { loggablePath } from '../http/loggable-path.js';
import type { AuthenticatedRequest } from '../security/decorators.js';

/** One line for each request: who, what, how it ended and how long it took; never its query, headers or body. */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', (request: AuthenticatedRequest, reply, done) => {
    const path = loggablePath(request.url);
    const fields = {
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      requestId: request.id,
      userId: request.principal?.userId,
    };
    log[levelOf(path, reply.statusCode)](fields, `${fields.method} ${path} ${fields.status} ${fields.ms} ms`);
    done();
  });
}

/** What machines ask every few seconds, and the files of the client, would drown what people do. */
function levelOf(path: string, status: number): Level {
  if (status >= 500) return 'warn';
  return path.startsWith('/api/') && !path.startsWith('/api/docs') ? 'info' : 'debug';
}
