import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors/request-problems.js';
import { CLIENT_FILES } from '../http/client-files.js';
import { sourceOf } from '../http/address.js';
import type { RateLimiter } from '../http/rate-limit/rate-limiter.js';
import type { Authenticator } from './authenticator.js';
import type { AuthenticatedRequest } from './decorators.js';

/** What somebody who is signed in may send; anybody else: BODY_LIMIT_OF_STRANGERS. */
const BODY_LIMIT = 256 * 1024;
export const BODY_LIMIT_OF_STRANGERS = 8 * 1024;

/**
 * Judges who asks, and how often they may, before a byte of the body is read; AccessGuard then only looks at the result.
 * What the router matched decides, never how the address was spelt. Belongs before the routes are added.
 */
export function admitRequests(fastify: FastifyInstance, authenticator: Authenticator, limiter: RateLimiter): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.access === 'signed-in') route.bodyLimit = BODY_LIMIT;
  });
  fastify.addHook('onRequest', async (request: AuthenticatedRequest) => {
    const { config } = request.routeOptions;
    const source = sourceOf(request.ip);
    if (config.access !== 'signed-in') {
      return countStranger(request, limiter, source);
    }
    try {
      const { principal } = await authenticator.authenticate(bearerToken(request.headers.authorization));
      request.principal = principal;
    } catch (error) {
      if (error instanceof Unauthenticated) limiter.take('refused', source);
      throw error;
    }
    limiter.take(kindOf(request), request.principal.userId);
  });
}

/** For each route apart, so that a neighbour who floods one of them closes no other. */
function countStranger(request: FastifyRequest, limiter: RateLimiter, source: string): void {
  const { url: route, config } = request.routeOptions;
  // A page of the client is dozens of files, each of them cheap.
  if (route === CLIENT_FILES || config.counted === 'none') return;
  if (route === undefined) return limiter.take('refused', source);
  limiter.take(config.counted ?? kindOf(request), `${request.method} ${route} ${source}`);
}

function kindOf({ method }: FastifyRequest): 'read' | 'send' {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'send';
}

function bearerToken(header: string | undefined): string {
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '');
  if (!match?.[1]) throw new Unauthenticated();
  return match[1];
}
