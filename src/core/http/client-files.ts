import { existsSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Addresses that are never pages of the client. */
const RESERVED = /^\/(api|health|metrics)(\/|$)/;
/** Angular puts a hash into the names of files that never change. */
const HASHED = /-[A-Z0-9]{8}\.\w+(\.br|\.gz)?$/;

/** Serves the built web client: its files, compressed as they were built, and its page for every address of its own. */
export async function serveClient(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      void response.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', { exposeHeadRoute: true }, (request: FastifyRequest, reply: FastifyReply) => {
    const path = decodedPath(request.url);
    if (path === undefined || RESERVED.test(path)) return reply.callNotFound();
    if (isFile(folder, path)) return reply.sendFile(path.slice(1));
    // A missing script or picture is missing; any other address is a place in the client.
    if (/\.\w+$/.test(path)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}

function decodedPath(url: string): string | undefined {
  try {
    return normalize(decodeURIComponent(url.split('?')[0] ?? '/'));
  } catch {
    // A stray % sign: there is no such file.
    return undefined;
  }
}

function isFile(folder: string, path: string): boolean {
  const file = join(folder, path);
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile();
}
