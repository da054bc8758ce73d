import type { FastifyRequest } from 'fastify';

/** The port that the client asked: cookies do not tell ports apart, so their names do. */
export function portOf(request: FastifyRequest): string {
  const url = URL.parse(`${request.protocol}://${request.host}`);
  return url?.port || (request.protocol === 'https' ? '443' : '80');
}
