import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { Unauthenticated } from '../errors/request-problems.js';
import { CLIENT_FILES } from '../http/client-files.js';
import { sourceOf } from '../http/address.js';
import type { RateLimiter, RateLimitKind } from '../http/rate-limit/rate-limiter.js';
import type { Authenticator } from './authenticator.js';
import type { AuthenticatedRequest } from './decorators.js';
import { type FilePass, filePassOf } from './files-cookie.js';
import { whileAsking } from './who-asks.js';

/** What somebody who is signed in may send; anybody else: BODY_LIMIT_OF_STRANGERS. */
const BODY_LIMIT = 256 * 1024;
export const BODY_LIMIT_OF_STRANGERS = 8 * 1024;

/**
 * Judges who asks, and how often they may, before a byte of the body is read, and who asks once more when all of it is
 * there; AccessGuard then only looks at the result. What the router matched decides, never how the address was spelt.
 * Belongs before the routes are added.
 */
export function admitRequests(fastify: FastifyInstance, authenticator: Authenticator, limiter: RateLimiter): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.access !== 'signed-in') return;
    if (route.config.takesFile) {
      // The service judges how large it is, and who asks once more when all of it is there; a slow one blocks no turn.
      route.bodyLimit = Number.MAX_SAFE_INTEGER;
      route.handler = asking(route.handler);
      return;
    }
    route.bodyLimit = BODY_LIMIT;
    const handler = asking(route.handler);
    route.handler = inTurn(route.config.readsFile ? handler : judgedAgain(handler, authenticator), limiter);
  });
  const admit = async (request: AuthenticatedRequest, accessToken: string): Promise<void> => {
    request.principal = (await authenticator.authenticate(accessToken)).principal;
    limiter.take(kindOf(request), request.principal.userId);
  };
  const admitByPass = async (request: AuthenticatedRequest, pass: FilePass): Promise<void> => {
    request.principal = (await authenticator.authenticatePass(pass.text, pass.path)).principal;
    limiter.take('file', request.principal.userId);
  };
  fastify.addHook('onRequest', (request: AuthenticatedRequest, _reply, done) => {
    // Nothing waits where nothing has to.
    const refuse = (error: Error): void => done(asRefused(error, request, limiter));
    try {
      if (request.routeOptions.config.access !== 'signed-in') {
        countStranger(request, limiter);
        return done();
      }
      const pass = request.routeOptions.config.readsFile && filePassOf(request);
      if (pass) return void admitByPass(request, pass).then(() => done(), refuse);
      const accessToken = bearerToken(request.headers.authorization);
      const known = authenticator.peek(accessToken);
      if (!known) return void admit(request, accessToken).then(() => done(), refuse);
      request.principal = known.principal;
      limiter.take(kindOf(request), known.principal.userId);
      return done();
    } catch (error) {
      return refuse(error as Error);
    }
  });
}

/**
 * Every request of somebody who is signed in takes a turn, until its work is done: also when nobody waits for it any more,
 * which no hook of Fastify tells. An interceptor of Nest would cost half of the CPU of a whole request.
 */
function inTurn(handler: RouteHandlerMethod, limiter: RateLimiter): RouteHandlerMethod {
  return function (this: FastifyInstance, request: AuthenticatedRequest, reply) {
    const work = async (): Promise<unknown> => handler.call(this, request, reply);
    return request.principal ? limiter.inTurn(request.principal.userId, work) : work();
  };
}

/** What is read for the answer knows for whom. */
function asking(handler: RouteHandlerMethod): RouteHandlerMethod {
  return function (this: FastifyInstance, request: AuthenticatedRequest, reply) {
    const work = (): unknown => handler.call(this, request, reply);
    return request.principal ? whileAsking(request.principal, work) : work();
  };
}

/** A body may take half a minute to come, and a turn its time: rights that ended meanwhile have ended for it, too. */
function judgedAgain(handler: RouteHandlerMethod, authenticator: Authenticator): RouteHandlerMethod {
  return async function (this: FastifyInstance, request: AuthenticatedRequest, reply) {
    const accessToken = bearerToken(request.headers.authorization);
    const known = authenticator.peek(accessToken) ?? (await authenticator.authenticate(accessToken));
    request.principal = known.principal;
    return handler.call(this, request, reply);
  };
}

/** What is refused counts, too: once it is too much, that is the answer. */
function asRefused(error: Error, { ip }: FastifyRequest, limiter: RateLimiter): Error {
  if (!(error instanceof Unauthenticated)) return error;
  try {
    limiter.take('refused', sourceOf(ip));
    return error;
  } catch (limited) {
    return limited as Error;
  }
}

/** For each route apart, so that a neighbour who floods one of them closes no other. */
function countStranger(request: FastifyRequest, limiter: RateLimiter): void {
  const { url: route, config } = request.routeOptions;
  // A page of the client is dozens of files, each of them cheap.
  if (route === CLIENT_FILES || config.counted === 'none') return;
  const source = sourceOf(request.ip);
  if (route === undefined) return limiter.take('refused', source);
  limiter.take(config.counted ?? kindOf(request), `${request.method} ${route} ${source}`);
}

function kindOf({ method, routeOptions }: FastifyRequest): RateLimitKind {
  if (routeOptions.config.readsFile) return 'file';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'send';
}

function bearerToken(header: string | undefined): string {
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '');
  if (!match?.[1]) throw new Unauthenticated();
  return match[1];
}
