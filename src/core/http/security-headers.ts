import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Headers that keep a browser from loading, sending or embedding anything that is not ours. */
export function setSecurityHeaders(fastify: FastifyInstance): void {
  const headers = securityHeaders();
  fastify.addHook('onRequest', (_, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

/** They are the same for every answer, so they are put together once: that costs as much as reading a request. */
function securityHeaders() {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  SECURITY(request, response, () => undefined);
  return response.getHeaders();
}

const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Component styles are added to the page while it runs.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  // 'self' covers our own WebSocket; a bare `ws:` would let data out to anybody.
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const SECURITY = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: POLICY },
  // Other hosts below this one's name are not ours to decide about.
  strictTransportSecurity: { includeSubDomains: false },
  referrerPolicy: { policy: 'no-referrer' },
});
