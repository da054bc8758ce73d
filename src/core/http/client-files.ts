import { existsSync, readdirSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The route of the client's files and pages. */
export const CLIENT_FILES = '/*';

/** Serves the built web client from `root`: its files, and its page for every address that the client knows itself. */
export async function serveClient(fastify: FastifyInstance, root: string): Promise<void> {
  const page = 'index.html';
  if (!existsSync(join(root, page))) return;
  const files = new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll(sep, '/')),
  );
  await fastify.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', cacheControl(path));
    },
  });
  fastify.get(CLIENT_FILES, async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const path = request.params['*'];
    if (isServers(path)) return notFound(reply);
    if (extname(path) === '') return reply.sendFile(page);
    return files.has(path) ? reply.sendFile(path) : notFound(reply);
  });
}

/** Addresses at which the client has no say, however they are spelt: a wrong one is a problem, not a page. */
function isServers(path: string): boolean {
  return /^\/*(api|health|metrics)(\/|$)/i.test(path);
}

function notFound(reply: FastifyReply): FastifyReply {
  void reply.header('cache-control', 'no-store');
  reply.callNotFound();
  return reply;
}

/** What the client's build names after its content. */
const HASHED =
  /(^|[\\/])((main|chunk|worker|styles|polyfills)-[\w-]{8}\.(js|css)|media[\\/][^\\/]+-[\w-]{8}\.\w+)(\.br|\.gz)?$/;

/** A name with a hash in it never changes its content. Compressed copies carry the name of what they compress. */
function cacheControl(path: string): string {
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
