import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const WITHIN_MS = 30_000;

/**
 * A request has half a minute for its head and its body. A file may take as long as it needs, as long as something comes:
 * one that stalls for so long is cut. Node has one limit for all requests, which would end slow uploads; it is off.
 */
export function limitBodyTimes(fastify: FastifyInstance, withinMs = WITHIN_MS): void {
  fastify.server.headersTimeout = withinMs;
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.takesFile) cutWhenIdle(request, withinMs);
    else if (hasBody(request)) endUnlessComplete(request, withinMs);
    done();
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    if (request.routeOptions.config.takesFile) cutWhenIdle(request, 0);
    done();
  });
}

/** 0: never. A request that the process makes to itself has no real socket. */
function cutWhenIdle({ raw: { socket } }: FastifyRequest, afterMs: number): void {
  if (socket instanceof Socket) socket.setTimeout(afterMs);
}

function endUnlessComplete({ raw }: FastifyRequest, withinMs: number): void {
  const { socket } = raw;
  if (!(socket instanceof Socket)) return;
  const timer = setTimeout(() => {
    if (!raw.complete) socket.destroy();
  }, withinMs);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
